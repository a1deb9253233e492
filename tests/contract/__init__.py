"""What every kind of activity keeps to, the built-in ones and an outsider's alike. See `docs/hooks.md`."""

import pytest

pytest.register_assert_rewrite("tests.contract.conformance")
