using System.Text;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.Tests.Ingest;

public sealed class IsoDateTests
{
    [Fact]
    public void TryParse_DatesWithAnyCharacterChanged_AgreesWithReadingByCharacter()
    {
        foreach (var date in new[] { "2023-06-11", "1999-12-31 23:59:59", "2024-02-29T00:00:00" })
        {
            for (var at = 0; at < date.Length; at++)
            {
                for (var symbol = 0; symbol < 256; symbol++)
                {
                    var text = Encoding.UTF8.GetBytes(date);
                    text[at] = (byte)symbol;

                    ShouldAgree(text);
                }
            }
            for (var length = 0; length < date.Length; length++)
                ShouldAgree(Encoding.UTF8.GetBytes(date[..length]));
        }
    }

    [Fact]
    public void TryParse_DateAndTime_AreThose()
    {
        IsoDate.TryParse("2011-12-31 23:58:07"u8, out var date).ShouldBeTrue();

        date.ShouldBe(new DateText(2011, 12, 31, 86_287, (byte)' ', HasOffset: false, 0));
    }

    private static void ShouldAgree(ReadOnlySpan<byte> text)
    {
        var isRead = DateText.TryParse(text, DateLayout.YearDashed, out var date);

        DateText
            .TryParsePlain(text, DateLayout.YearDashed, out var expected)
            .ShouldBe(isRead, Encoding.Latin1.GetString(text));
        date.ShouldBe(expected);
    }
}
