"""Roles of a page's blocks: `assign_roles` is the entry."""

from dateline.article.roles.assign import assign_roles, rule_roles

__all__ = ["assign_roles", "rule_roles"]
