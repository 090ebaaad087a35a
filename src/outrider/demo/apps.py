"""Django's description of the app, and the door through which the first page reaches the cast.

No other room imports the demo: what a page needs, it asks of this configuration by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from outrider.demo.config import Part
    from outrider.people.models import User


class Demo(AppConfig):
    """Demo force"""

    name = "outrider.demo"
    label = "demo"
    verbose_name = "Demo force"
    lifespan = ("outrider.demo.feed.lifespan.lifespan",)

    def cast(self) -> tuple[Part, ...]:
        """Whom a visitor can be."""
        from outrider.demo.config import force_plan

        return force_plan().cast

    def user_of(self, part: str) -> User | None:
        """The account of one of the cast; None unless this database is the demo's alone."""
        from outrider.demo.alone import BesideRealData, check_alone
        from outrider.demo.force.accounts import USERNAME_PREFIX
        from outrider.people.models import User

        try:
            mark = check_alone()
        except BesideRealData:
            return None
        if mark is None:
            return None
        return User.objects.filter(username=USERNAME_PREFIX + part, is_active=True).first()

    def seed(self) -> int | None:
        """The seed of the force in this database."""
        from outrider.demo.models import DemoForce

        mark = DemoForce.objects.first()
        return mark.seed if mark else None
