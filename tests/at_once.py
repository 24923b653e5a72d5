"""Two people at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connection


def at_once(operation) -> list:
    """What two simultaneous calls gave: a result, or the messages of a refusal."""
    barrier = Barrier(2)

    def call(_number):
        barrier.wait()
        try:
            return operation()
        except ValidationError as error:
            return error.messages
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(call, range(2)))
