namespace ClvPredict.Features.Tests;

public class HorizonTests
{
    [Theory]
    [InlineData("180d", 180)]
    [InlineData("90", 90)]
    [InlineData("39w", 273)]
    [InlineData("1m", 28)]
    [InlineData("1y", 365)]
    public void DaysFrom_WrittenHorizon_CountsToTheEndDay(string text, int days)
    {
        Horizon.Parse(text).DaysFrom(new DateOnly(2023, 2, 1)).ShouldBe(days);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-3d")]
    [InlineData("1.5y")]
    [InlineData("21y")]
    [InlineData("99999999999d")]
    [InlineData("3 fortnights")]
    public void Parse_NoHorizon_SaysWhatToWrite(string text)
    {
        var error = Should.Throw<FormatException>(() => Horizon.Parse(text));

        error.Message.ShouldContain("180d, 39w, 6m or 1y");
    }

    [Fact]
    public void ToString_ParsedText_ReadsBackEqual()
    {
        foreach (var text in new[] { "180d", "39w", "6m", "1y" })
            Horizon.Parse(Horizon.Parse(text).ToString()).ShouldBe(Horizon.Parse(text));
    }
}
