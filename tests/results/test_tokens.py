from questionnaire.results.tokens import TOKEN_DIGITS, shared_link_token


def test_shared_link_token_follows_from_token_and_number() -> None:
    assert shared_link_token("secret", 1) == shared_link_token("secret", 1)
    assert len({shared_link_token(t, n) for t in ("secret", "other") for n in (1, 2)}) == 4


def test_shared_link_token_is_long_enough_and_fit_for_a_path() -> None:
    token = shared_link_token("secret", 1)
    assert len(token) == TOKEN_DIGITS
    assert TOKEN_DIGITS * 4 >= 128
    assert token.isalnum()
