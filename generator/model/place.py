# SPDX-License-Identifier: MIT
"""Where in and around a school something is needed."""

from enum import StrEnum


class Place(StrEnum):
    """Where in and around a school something is needed; the order in which places are listed."""

    CLASSROOM = "classroom"
    CORRIDOR = "corridor"
    """Corridors, stairs and exits."""
    LABORATORY = "laboratory"
    """Laboratories, science rooms, training rooms and stores of chemicals."""
    DORMITORY = "dormitory"
    CANTEEN = "canteen"
    HALL = "hall"
    """Hall, lecture hall and library."""
    PLAYGROUND = "playground"
    """Playground, assembly point and grounds."""
    GATE = "gate"
    """Gate and road before it."""
    BUS = "bus"
    WATER = "water"
    """Water outside of buildings, also a pool."""
    OUTING = "outing"
    """On outings, at placements and in strange buildings."""
    HOME = "home"
    WHOLE_SCHOOL = "whole-school"
    """Bound to no single place."""
