using ClvPredict.Models.Btyd;

namespace ClvPredict.Models.Tests.Btyd;

public sealed class ShiftedBetaGeometricModelTests
{
    /// <summary>The high-end customers of Fader and Hardie (2007), with the parameters that the paper prints.</summary>
    private static readonly ShiftedBetaGeometricModel s_highEnd = new(0.668, 3.806);

    [Fact]
    public void SurvivalAndRetention_HighEnd_AgreeWithBetaFunctions()
    {
        // mpmath: B(α, β + t) / B(α, β).
        s_highEnd.Survival(0, 1).ShouldBe(0.85069289, 1e-8);
        s_highEnd.Survival(0, 7).ShouldBe(0.48894462, 1e-8);
        s_highEnd.Survival(0, 12).ShouldBe(0.37804042, 1e-8);
        s_highEnd.Survival(7, 5).ShouldBe(0.37804042 / 0.48894462, 1e-7);
        s_highEnd.RetentionRate(7).ShouldBe(s_highEnd.Survival(7, 1), 1e-14);
        s_highEnd.ExpectedRenewals(0, 2).ShouldBe(0.85069289 + s_highEnd.Survival(0, 2), 1e-8);
    }

    /// <summary>(β + m) / (α + β + m) 2F1(1, β + m + 1; α + β + m + 1; 1 / (1 + d)) by mpmath at 40 digits.</summary>
    [Theory]
    [InlineData(0.668, 3.806, 0, 0.1, 5.4148560483740406)]
    [InlineData(0.668, 3.806, 4, 0.1, 6.8970573977460909)]
    [InlineData(0.704, 1.182, 2, 1e-7, 772.77644495089205)]
    [InlineData(3, 0.01, 1, 0.5, 0.35695599310488905)]
    [InlineData(1e4, 3e-4, 0, 1e-8, 3.0003000299999985e-8)]
    public void DiscountedRenewals_AgainstFortyDigits_AgreeToEleven(
        double alpha,
        double beta,
        int renewals,
        double discountRate,
        double expected
    ) =>
        new ShiftedBetaGeometricModel(alpha, beta)
            .DiscountedRenewals(renewals, discountRate)
            .ShouldBe(expected, 1e-11 * expected);

    [Fact]
    public void LogLikelihood_OverAllHistories_IsAProbability()
    {
        var sum = Math.Exp(s_highEnd.LogLikelihood(new ContractStatistics(5, hasLeft: false)));
        for (var renewals = 0; renewals < 5; renewals++)
            sum += Math.Exp(
                s_highEnd.LogLikelihood(new ContractStatistics(renewals, hasLeft: true))
            );

        sum.ShouldBe(1, 1e-14);
    }

    [Fact]
    public void Arguments_OutsideTheirRange_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ShiftedBetaGeometricModel(1, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ContractStatistics(-1, true));
        Should.Throw<ArgumentOutOfRangeException>(() => s_highEnd.Survival(-1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => s_highEnd.DiscountedRenewals(1, 0));
    }
}
