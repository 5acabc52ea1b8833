"""Engines: where the work of a job runs."""

from dateline.adapters.engines.pool import PoolEngine
from dateline.adapters.engines.serial import SerialEngine

__all__ = ["PoolEngine", "SerialEngine"]
