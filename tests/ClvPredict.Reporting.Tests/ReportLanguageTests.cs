using ClvPredict.Features;
using ClvPredict.Reporting.Languages;

namespace ClvPredict.Reporting.Tests;

public sealed class ReportLanguageTests
{
    private static readonly ReportLanguage s_english = ReportLanguage.English;

    [Fact]
    public void Number_SignsAndMissing_AreReadable()
    {
        s_english.Number(1234.54, 1).ShouldBe("1,234.5");
        s_english.Number(-1234.56, 2).ShouldBe("−1,234.56");
        s_english.Number(-0.004, 2).ShouldBe("0.00");
        s_english.Number(double.NaN, 2).ShouldBe("–");
        s_english.Number(double.PositiveInfinity, 2).ShouldBe("–");
    }

    [Fact]
    public void Percent_SharesAndDifferences_CarryUnitAndSign()
    {
        s_english.Percent(0.1234).ShouldBe("12.3\u00a0%");
        s_english.SignedPercent(0.012).ShouldBe("+1.2\u00a0%");
        s_english.SignedPercent(-0.012).ShouldBe("−1.2\u00a0%");
        s_english.SignedPercent(0.0001).ShouldBe("0.0\u00a0%");
        s_english.SignedPercent(double.NaN).ShouldBe("–");
    }

    [Theory]
    [InlineData(0.55341, "0.5534")]
    [InlineData(1234.6, "1,235")]
    [InlineData(10.581, "10.58")]
    [InlineData(0.0000123456, "1.235e-5")]
    [InlineData(0, "0")]
    public void Significant_AnySize_ShowsFourDigits(double number, string expected)
    {
        s_english.Significant(number).Replace('−', '-').ShouldBe(expected);
    }

    [Fact]
    public void DecimalsFor_Column_FollowsTheLargestAmount()
    {
        ReportLanguage.DecimalsFor([1, -2_000, double.NaN]).ShouldBe(0);
        ReportLanguage.DecimalsFor([1, 150]).ShouldBe(1);
        ReportLanguage.DecimalsFor([]).ShouldBe(2);
    }

    [Fact]
    public void Length_OneAndMore_IsAWord()
    {
        s_english.Length(new Horizon(1, HorizonUnit.Years)).ShouldBe("1 year");
        s_english.Length(new Horizon(39, HorizonUnit.Weeks)).ShouldBe("39 weeks");
    }

    [Fact]
    public void Number_PersianAndArabic_HaveTheirDigitsAndSeparators()
    {
        ReportLanguage.Persian.Number(-1234567.89, 2).ShouldBe("\u200e−۱٬۲۳۴٬۵۶۷٫۸۹");
        ReportLanguage.Arabic.Number(-1234567.89, 2).ShouldBe("\u061c-١٬٢٣٤٬٥٦٧٫٨٩");
        ReportLanguage.Persian.Percent(0.125).ShouldBe("۱۲٫۵٪");
        ReportLanguage.Arabic.Percent(0.125).ShouldBe("١٢٫٥٪\u061c");
        ReportLanguage.Thai.Percent(0.125).ShouldBe("12.5%");
        ReportLanguage.Malay.Number(1234.5, 1).ShouldBe("1,234.5");
        ReportLanguage.Persian.Date(new DateOnly(2024, 3, 1)).ShouldBe("۲۰۲۴/۰۳/۰۱");
        ReportLanguage.Thai.Date(new DateOnly(2024, 3, 1)).ShouldBe("2024-03-01");
    }

    [Theory]
    [InlineData(1, "شهر واحد")]
    [InlineData(2, "شهرين")]
    [InlineData(3, "\u2068٣\u2069 أشهر")]
    [InlineData(12, "\u2068١٢\u2069 شهرًا")]
    [InlineData(100, "\u2068١٠٠\u2069 شهر")]
    public void Length_Arabic_FollowsItsFormsOfNumber(int count, string expected)
    {
        ReportLanguage.Arabic.Length(new Horizon(count, HorizonUnit.Months)).ShouldBe(expected);
    }

    [Fact]
    public void Text_UnknownKey_IsAMistakeInTheProgram()
    {
        Should
            .Throw<ArgumentException>(() => s_english.Text("no.such.text"))
            .Message.ShouldContain("\"no.such.text\"");
    }

    [Fact]
    public void Named_NameFromData_IsWrittenAsItIs()
    {
        s_english.Named("lifecycle", "at_risk").ShouldBe("At risk");
        s_english.Named("lifecycle", "no_such_stage").ShouldBe("no such stage");
        s_english.Named("baseline", "mine", "My rule").ShouldBe("My rule");
    }

    [Fact]
    public void With_TextsOfAnotherAssembly_AddsThem()
    {
        var language = s_english.With(
            typeof(ReportLanguageTests).Assembly,
            "ClvPredict.Reporting.Tests.Extra"
        );

        language.Text("extra.greeting", "Ada").ShouldBe("Hello, Ada.");
        language.Text("summary.heading").ShouldBe("Summary");
    }
}
