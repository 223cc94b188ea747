using System.Globalization;
using System.Text;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Tests.Ingest;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("1", 10_000, false)]
    [InlineData("-0.5", -5_000, false)]
    [InlineData("+2.55", 25_500, false)]
    [InlineData(".5", 5_000, false)]
    [InlineData("7.", 70_000, false)]
    [InlineData("1,234.56", 12_345_600, false)]
    [InlineData("1,234,567", 12_345_670_000, false)]
    [InlineData("0.00005", 0, true)]
    [InlineData("0.00015", 2, true)]
    [InlineData("-0.00025", -2, true)]
    [InlineData("0.000050000000000000000001", 1, true)]
    [InlineData("2.5500000000000003", 25_500, true)]
    [InlineData("1.50000000000000000000000", 15_000, false)]
    [InlineData("00000000000000000000000012", 120_000, false)]
    [InlineData("4.440892e-16", 0, true)]
    [InlineData("1.5E3", 15_000_000, false)]
    [InlineData("100000000000", 1_000_000_000_000_000, false)]
    public void Parse_Number_GivesMinorUnits(string text, long minor, bool isRounded)
    {
        DecimalText
            .Parse(Encoding.UTF8.GetBytes(text), (byte)'.', out var value)
            .ShouldBe(NumberFault.None);

        value.ToMinor(out var actual, out var actuallyRounded).ShouldBe(NumberFault.None);

        actual.ShouldBe(minor);
        actuallyRounded.ShouldBe(isRounded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("12a")]
    [InlineData("1 2")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("12,34")]
    [InlineData("1,2345")]
    [InlineData(",123")]
    [InlineData("1e")]
    [InlineData("1e1e1")]
    [InlineData("e5")]
    [InlineData("£5")]
    [InlineData("0x10")]
    [InlineData("٣")]
    public void Parse_NoNumber_SaysSo(string text) =>
        DecimalText
            .Parse(Encoding.UTF8.GetBytes(text), (byte)'.', out _)
            .ShouldBe(NumberFault.NotANumber);

    [Theory]
    [InlineData("1e308")]
    [InlineData("100000000000.0001")]
    [InlineData("-100000000001")]
    [InlineData("99999999999999999999999999")]
    [InlineData("999,999,999,999,999,999,999")]
    public void ToMinor_TooLarge_SaysSo(string text)
    {
        var fault = DecimalText.Parse(Encoding.UTF8.GetBytes(text), (byte)'.', out var value);
        if (fault == NumberFault.None)
            fault = value.ToMinor(out _, out _);

        fault.ShouldBe(NumberFault.OutOfRange);
    }

    [Theory]
    [InlineData("1.234,56", 12_345_600)]
    [InlineData("12,5", 125_000)]
    [InlineData("1.234", 12_340_000)]
    public void Parse_DecimalComma_PointGroups(string text, long minor)
    {
        DecimalText.Parse(Encoding.UTF8.GetBytes(text), (byte)',', out var value);

        value.ToMinor(out var actual, out _);

        actual.ShouldBe(minor);
    }

    [Fact]
    public void Multiply_RandomFactors_AgreesWithSystemDecimal()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var quantity = RandomNumber(random, 1_000);
            var price = RandomNumber(random, 10_000);
            var expected = Math.Round(quantity * price, 4, MidpointRounding.ToEven);

            DecimalText.Parse(Bytes(quantity), (byte)'.', out var q).ShouldBe(NumberFault.None);
            DecimalText.Parse(Bytes(price), (byte)'.', out var p).ShouldBe(NumberFault.None);
            DecimalText.Multiply(q, p, out var minor, out var isRounded).ShouldBe(NumberFault.None);

            minor.ShouldBe((long)(expected * Money.MinorPerUnit));
            isRounded.ShouldBe(expected != quantity * price);
        }

        static byte[] Bytes(decimal value) =>
            Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Multiply_LargestScales_DoesNotOverflow()
    {
        DecimalText.Parse("0.999999999999999999"u8, (byte)'.', out var small);

        DecimalText
            .Multiply(small, small, out var minor, out var isRounded)
            .ShouldBe(NumberFault.None);

        minor.ShouldBe(10_000);
        isRounded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("12,50", ',', false)]
    [InlineData("12.50", '.', false)]
    [InlineData("1.234,5", ',', false)]
    [InlineData("1.234.567", ',', false)]
    [InlineData("0,123", ',', false)]
    [InlineData("1234,567", ',', false)]
    [InlineData("1,234", null, true)]
    [InlineData("-1.234", null, true)]
    [InlineData("1234", null, false)]
    [InlineData("n.a.", null, false)]
    public void MarkIn_Number_ShowsItsDecimalMarkOrDoubt(string text, char? mark, bool isAmbiguous)
    {
        var found = DecimalMark.MarkIn(Encoding.UTF8.GetBytes(text), out var doubt);

        found.ShouldBe((byte?)mark);
        doubt.ShouldBe(isAmbiguous);
    }

    private static decimal RandomNumber(Random random, int max)
    {
        var scale = (byte)random.Next(0, 7);
        return new decimal(random.Next(max * 100), 0, 0, random.Next(2) == 0, scale);
    }
}
