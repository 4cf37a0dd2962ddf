import pytest
from django.core.cache import cache
from django.db import connection

from config.caches import hashed_key

ADDRESS = "allauth:rl:login:ip:192.0.2.7"


def test_key_names_nobody() -> None:
    key = hashed_key(ADDRESS, "", 1)
    assert len(key) == 64
    assert int(key, 16) > 0


def test_keys_differ_where_what_is_counted_differs() -> None:
    keys = {hashed_key(ADDRESS, *rest) for rest in (("", 1), ("", 2), ("x", 1))}
    assert len(keys | {hashed_key("other", "", 1)}) == 4


@pytest.mark.django_db
def test_cache_is_a_table_that_all_workers_share() -> None:
    cache.set(ADDRESS, [1.0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert cursor.fetchall() == [(hashed_key(ADDRESS, "", 1),)]
    assert cache.get(ADDRESS) == [1.0]
