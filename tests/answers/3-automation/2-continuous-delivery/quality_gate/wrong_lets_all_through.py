# loses: test_a_good_candidate_passes, test_a_loss_of_accuracy_is_refused
# A gate that is always open.
@dataclass
class Decision:
    passed: bool
    reasons: dict = field(default_factory=dict)


def gate(candidate, baseline, data) -> Decision:
    return Decision(True)
