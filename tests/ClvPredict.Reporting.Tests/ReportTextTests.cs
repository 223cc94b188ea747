using ClvPredict.Features;

namespace ClvPredict.Reporting.Tests;

public sealed class ReportTextTests
{
    [Fact]
    public void Number_SignsAndMissing_AreReadable()
    {
        ReportText.Number(1234.54, 1).ShouldBe("1,234.5");
        ReportText.Number(-1234.56, 2).ShouldBe("−1,234.56");
        ReportText.Number(-0.004, 2).ShouldBe("0.00");
        ReportText.Number(double.NaN, 2).ShouldBe("–");
        ReportText.Number(double.PositiveInfinity, 2).ShouldBe("–");
    }

    [Fact]
    public void Percent_SharesAndDifferences_CarryUnitAndSign()
    {
        ReportText.Percent(0.1234).ShouldBe("12.3\u00a0%");
        ReportText.SignedPercent(0.012).ShouldBe("+1.2\u00a0%");
        ReportText.SignedPercent(-0.012).ShouldBe("−1.2\u00a0%");
        ReportText.SignedPercent(0.0001).ShouldBe("0.0\u00a0%");
        ReportText.SignedPercent(double.NaN).ShouldBe("–");
    }

    [Theory]
    [InlineData(0.55341, "0.5534")]
    [InlineData(1234.6, "1,235")]
    [InlineData(10.581, "10.58")]
    [InlineData(0.0000123456, "1.235e-5")]
    [InlineData(0, "0")]
    public void Significant_AnySize_ShowsFourDigits(double number, string expected)
    {
        ReportText.Significant(number).Replace('−', '-').ShouldBe(expected);
    }

    [Fact]
    public void DecimalsFor_Column_FollowsTheLargestAmount()
    {
        ReportText.DecimalsFor([1, -2_000, double.NaN]).ShouldBe(0);
        ReportText.DecimalsFor([1, 150]).ShouldBe(1);
        ReportText.DecimalsFor([]).ShouldBe(2);
    }

    [Fact]
    public void Length_OneAndMore_IsAWord()
    {
        ReportText.Length(new Horizon(1, HorizonUnit.Years)).ShouldBe("1\u00a0year");
        ReportText.Length(new Horizon(39, HorizonUnit.Weeks)).ShouldBe("39\u00a0weeks");
    }
}
