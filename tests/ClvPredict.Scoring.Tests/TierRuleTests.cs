namespace ClvPredict.Scoring.Tests;

public class TierRuleTests
{
    [Fact]
    public void Assign_SharesOfCustomers_AreCountedByRank()
    {
        var tiers = new TierRule { Top = 0.2, Middle = 0.2 }.Assign(
            [3, 1, 2, 5, 4],
            [3, 9, 5, 0, 1]
        );

        tiers.ShouldBe(["base", "top", "middle", "base", "base"]);
    }

    [Fact]
    public void Assign_TenthOfAHundred_IsTen()
    {
        int[] ranks = [.. Enumerable.Range(1, 100)];

        var tiers = new TierRule().Assign(ranks, new float[100]);

        tiers.Count(t => t == "top").ShouldBe(10);
        tiers.Count(t => t == "middle").ShouldBe(40);
    }

    [Fact]
    public void Assign_SharesOfValue_TakeCustomersUntilTheShareIsHeld()
    {
        // Of 100, the first two hold 70: the top half is complete with the second; the next 30 % with the third.
        var rule = new TierRule
        {
            By = TierBasis.Value,
            Top = 0.5,
            Middle = 0.3,
        };

        var tiers = rule.Assign([1, 2, 3, 4, 5], [40, 30, 20, 10, -5]);

        tiers.ShouldBe(["top", "top", "middle", "base", "base"]);
    }

    [Fact]
    public void Assign_NobodyHasValue_AllAreBase()
    {
        new TierRule { By = TierBasis.Value }
            .Assign([1, 2], [0, 0])
            .ShouldBe(["base", "base"]);
    }

    [Fact]
    public void Validate_SharesAboveOne_NamesBoth()
    {
        Should
            .Throw<ArgumentException>(() => new TierRule { Top = 1.2, Middle = -0.1 }.Validate())
            .Message.ShouldBe(
                "The top tier's share is 1.2; it must lie between 0 and 1. The middle tier's share is -0.1; it must be at least 0 and, with the top tier's, at most 1."
            );
    }
}
