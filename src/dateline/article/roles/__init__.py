"""Roles of a page's blocks: `assign_roles` is the entry."""

from dateline.article.roles.assign import assign_roles, rule_roles
from dateline.article.roles.meta_lines import tell_meta_lines

__all__ = ["assign_roles", "rule_roles", "tell_meta_lines"]
