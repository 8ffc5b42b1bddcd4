"""What every plugin of a port holds to, as checks that its author can run, with any test framework or none.

A port's module has a case, which says how its tool is made and what it can be asked, and `CHECKS`, functions
that take a case and raise `Broken` where the tool does not hold to the contract. With pytest:

    from wellsourced.contracts import verifier

    @pytest.mark.parametrize("check", verifier.CHECKS)
    def test_it_holds_to_the_contract(check):
        check(verifier.Case(make=MyVerifier))

`run` does all of them without pytest. The tools that come with the package run the same checks.
"""

from wellsourced.contracts.broken import Broken, run

__all__ = ["Broken", "run"]
