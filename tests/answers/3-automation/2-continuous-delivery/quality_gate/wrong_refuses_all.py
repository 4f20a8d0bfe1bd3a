# loses: test_another_schema_is_refused, test_a_candidate_that_raises_is_refused, test_strange_predictions_are_refused
# A gate that is never open: it finds fault with the schema of whatever comes.
@dataclass
class Decision:
    passed: bool
    reasons: dict = field(default_factory=dict)


def gate(candidate, baseline, data) -> Decision:
    return Decision(False, {"schema": "not good enough"})
