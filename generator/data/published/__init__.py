# SPDX-License-Identifier: MIT
"""The shapes of the data files that other people's programs read; a change raises the version."""
