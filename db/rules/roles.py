"""Roles of people. What each may do comes with sign-in; until then the role is only shown."""

from enum import StrEnum


class Role(StrEnum):
    """主任, 值班, 部门, 乡镇, 网格员, 管理员, 审计, 只读."""

    DIRECTOR = "director"
    DUTY = "duty"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    GRID_MEMBER = "grid_member"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    VIEWER = "viewer"
