from questionnaire.walk.tokens import TOKEN_BYTES, new_token, next_token


def test_token_has_at_least_128_random_bits() -> None:
    assert TOKEN_BYTES * 8 >= 128
    assert len({new_token() for _ in range(100)}) == 100


def test_next_token_follows_from_the_token() -> None:
    token = new_token()
    assert next_token(token) == next_token(token)
    assert next_token(token) != next_token(token + "x")
    assert len(next_token(token)) * 4 >= 128
