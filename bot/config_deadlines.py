"""The sections `[introductions]` and `[registration]` of the configuration: what is due when."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IntroductionSettings(_Section):
    """Deadlines of a request, in working days of the side that has to answer; what comes after its end."""

    remind_after_working_days: int = Field(default=5, ge=1)
    expire_after_working_days: int = Field(default=15, ge=2)
    reopen_after_weeks: int = Field(default=4, ge=1)
    follow_up_after_days: int = Field(default=30, ge=1)


class RegistrationSettings(_Section):
    """When an agency is reminded of what waits for it, and its secretariat told: in its working days."""

    remind_after_working_days: int = Field(default=3, ge=1)
    escalate_after_working_days: int = Field(default=10, ge=2)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.escalate_after_working_days <= self.remind_after_working_days:
            raise ValueError("escalate_after_working_days comes after remind_after_working_days")
        return self
