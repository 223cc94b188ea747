using System.Text;
using ClvPredict.Data.Csv;

namespace ClvPredict.Data.Tests.Csv;

public sealed class CsvScannerTests
{
    private static readonly string[] s_lineEnds = ["\n", "\r\n", "\r"];
    private static readonly string[] s_plain =
    [
        "",
        "a",
        "bc",
        " d ",
        "x\"y",
        "12.50",
        "é",
        "😀",
        "a long field of several words 0123456789",
    ];
    private static readonly string[] s_quoted =
    [
        "",
        "a",
        "\"\"",
        ",",
        ";",
        "\n",
        "\r\n",
        "\r",
        " ",
        "ü",
        "0123456789012345678901234567890123456789",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Next_HostileText_AgreesWithCsvHelper(int seed)
    {
        var random = new Random(seed);
        for (var file = 0; file < 100; file++)
        {
            var separator = ",;\t|"[random.Next(4)];
            var text = HostileText(random, separator);

            var records = Scan(text, separator);

            var expected = CsvHelperOracle.Read(text, separator);
            records.Select(r => r.Fields).ShouldBe(expected.Select(r => r.Fields), text);
            records.Select(r => r.LineNumber).ShouldBe(expected.Select(r => r.LineNumber), text);
        }
    }

    [Fact]
    public void Next_LineBreaksInQuotes_LineNumbersArePhysicalLines()
    {
        var records = Scan("h,i\r\n\r\n\"a\r\nb\nc\rd\",1\r\n2,3\n", ',');

        records.Select(r => r.LineNumber).ShouldBe([1L, 3L, 7L]);
    }

    [Theory]
    [InlineData("a,b\n1,\"x\"y\n2,z\n")]
    [InlineData("a,b\n1,\"xy\n2,z\n")]
    public void Next_BrokenQuote_CostsOneLineOnly(string text)
    {
        var records = Scan(text, ',');

        records.Select(r => r.Fault).ShouldBe([CsvFault.None, CsvFault.BrokenQuote, CsvFault.None]);
        records[1].Text.ShouldStartWith("1,\"x");
        records[2].Fields.ShouldBe(["2", "z"]);
        records[2].LineNumber.ShouldBe(3);
    }

    [Fact]
    public void Next_QuoteThatNeverCloses_DoesNotSwallowALargeFile()
    {
        var text = "a,b\n1,\"x\n" + string.Concat(Enumerable.Repeat("2,some text\n", 200_000));

        var records = Scan(text, ',');

        records.Count(r => r.Fault == CsvFault.BrokenQuote).ShouldBe(1);
        records.Count.ShouldBe(200_002);
    }

    [Fact]
    public void Next_EndlessLine_IsRefused()
    {
        var text = new string('x', CsvScanner.MaxRecordBytes * 3);

        Should
            .Throw<OrderDataException>(() => Scan(text, ','))
            .Message.ShouldContain("line 1: a line is longer than");
    }

    [Fact]
    public void Next_QuotesBrokenEverywhere_IsRefusedRatherThanReadForever()
    {
        // Each line opens a quote that the next line closes, to open another: a record from there to the end of the file.
        var text = string.Concat(Enumerable.Repeat("x\",\"\n", 400_000));

        var fault = Should.Throw<OrderDataException>(() => Scan(text, ','));

        fault.Message.ShouldContain("quotes are broken");
    }

    [Fact]
    public void Find_AnyText_AgreesWithThePlainTwin()
    {
        var random = new Random(7);
        var text = new byte[1_000];
        for (var length = 0; length < text.Length; length += 13)
        {
            for (var i = 0; i < length; i++)
                text[i] = (byte)",\"\r\nabc;"[random.Next(8)];
            var (fast, plain) = (new int[length], new int[length]);

            var found = CsvMarks.Find(text.AsSpan(0, length), (byte)',', fast);

            found.ShouldBe(CsvMarks.FindPlain(text.AsSpan(0, length), 0, (byte)',', plain, 0));
            fast.ShouldBe(plain);
        }
    }

    private static string HostileText(Random random, char separator)
    {
        var text = new StringBuilder();
        var rows = random.Next(0, 40);
        for (var row = 0; row < rows; row++)
        {
            var fields = random.Next(2, 7);
            for (var field = 0; field < fields; field++)
            {
                if (field > 0)
                    text.Append(separator);
                if (random.Next(2) == 0)
                {
                    text.Append(s_plain[random.Next(s_plain.Length)]);
                    continue;
                }
                text.Append('"');
                for (var piece = random.Next(6); piece > 0; piece--)
                    text.Append(s_quoted[random.Next(s_quoted.Length)]);
                text.Append('"');
            }
            if (row < rows - 1 || random.Next(2) == 0)
                text.Append(s_lineEnds[random.Next(3)]);
            if (random.Next(5) == 0 && row < rows - 1)
                text.Append(s_lineEnds[random.Next(3)]);
        }
        return text.ToString();
    }

    private static List<ScannedRecord> Scan(string text, char separator)
    {
        var scanner = new CsvScanner(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            (byte)separator,
            "test"
        );
        var records = new List<ScannedRecord>();
        while (scanner.Next())
        {
            var fields = new string[scanner.FieldCount];
            for (var i = 0; i < fields.Length; i++)
                fields[i] = Encoding.UTF8.GetString(scanner.Field(i));
            records.Add(
                new(
                    fields,
                    scanner.LineNumber,
                    scanner.Fault,
                    Encoding.UTF8.GetString(scanner.Record)
                )
            );
        }
        return records;
    }

    private sealed record ScannedRecord(
        string[] Fields,
        long LineNumber,
        CsvFault Fault,
        string Text
    );
}
