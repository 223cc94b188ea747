using System.Globalization;
using System.Text;

namespace ClvPredict.Data.Tests;

/// <summary>Generated order files with every corner of RFC 4180, plain, packed and in Windows-1252, alone and as a folder;
/// what is expected comes from CsvHelper and plain sums.</summary>
public sealed class CsvOrdersOracleTests
{
    private const string Header = "customer_id,note,order_date,amount,product_id";

    private static readonly string[] s_words =
    [
        "a",
        "é",
        "größe",
        "\"\"",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r\n",
        " ",
        "x y",
        "€",
    ];

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Read_GeneratedOrders_AgreesWithCsvHelper(char separator)
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            using var folder = new TemporaryFolder();
            var text = Orders(new Random(seed), separator);
            var expected = Expect(text, separator);

            folder.Write("1.csv", text);
            folder.WriteGzip("2.csv.gz", text);
            var windows = folder.Write("windows.txt", Windows1252(text));

            Check(Read([folder.PathOf("1.csv")], 1, "utf-8"), expected, files: 1);
            Check(Read([folder.PathOf("*.gz")], 2, "utf-8"), expected, files: 1);
            Check(Read([folder.Path], 3, "utf-8"), expected, files: 2);
            Check(Read([windows], 2, "windows-1252"), expected, files: 1);
        }
    }

    private static OrderLog Read(string[] sources, int threads, string encoding) =>
        OrderReader.Read(
            sources,
            new()
            {
                MaxRejectShare = 1,
                Threads = threads,
                Encoding = encoding,
                DecimalSeparator = '.',
            }
        );

    private static void Check(OrderLog log, Expected expected, int files)
    {
        log.Report.LinesRead.ShouldBe(files * expected.Lines);
        log.Report.LinesUsed.ShouldBe(files * expected.Used);
        log.Report.Rejected.Values.Sum().ShouldBe(files * expected.Ragged);
        log.Report.Rejected.Keys.ShouldAllBe(reason => reason.Contains("fields than the header"));
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var line = 0; line < log.Orders.LineCount; line++)
        {
            var customer = log.Orders.CustomerIds[log.Orders.Customer[line]];
            sums[customer] = sums.GetValueOrDefault(customer) + log.Orders.AmountMinor[line];
        }
        sums.ShouldBe(
            expected.Minor.Select(pair => KeyValuePair.Create(pair.Key, files * pair.Value))
        );
        log.Orders.Products.ShouldBe(expected.Products);
    }

    private static Expected Expect(string text, char separator)
    {
        var records = CsvHelperOracle.Read(text, separator).Select(r => r.Fields).Skip(1).ToList();
        var good = records.Where(fields => fields.Length == 5).ToList();
        var minor = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var fields in good)
        {
            var amount = decimal.Parse(fields[3], CultureInfo.InvariantCulture);
            var customer = Trim(fields[0]);
            minor[customer] = minor.GetValueOrDefault(customer) + (long)(amount * 10_000);
        }
        var products = good.Select(fields => Trim(fields[4])).Where(p => p.Length > 0).Distinct();
        return new Expected(
            records.Count,
            good.Count,
            records.Count - good.Count,
            minor,
            [.. products.Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>Lines with quoted texts of hostile pieces, some of them ragged.</summary>
    private static string Orders(Random random, char separator)
    {
        var text = new StringBuilder(Header.Replace(',', separator)).Append('\n');
        var lines = random.Next(30, 120);
        for (var line = 0; line < lines; line++)
        {
            var day = new DateOnly(2024, 1, 1).AddDays(random.Next(300));
            List<string> fields =
            [
                Quoted($"c{random.Next(6)}" + (random.Next(5) == 0 ? Words(random) + "." : "")),
                Quoted(Words(random)),
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                (random.Next(-999, 9_999) / 100m).ToString(CultureInfo.InvariantCulture),
                random.Next(3) == 0 ? "" : Quoted(Words(random)),
            ];
            var kind = random.Next(20);
            if (kind == 0)
                fields.RemoveAt(4);
            else if (kind == 1)
                fields.Add("more");
            text.AppendJoin(separator, fields).Append(line % 3 == 0 ? "\r\n" : "\n");
        }
        return text.ToString();
    }

    private static string Words(Random random) =>
        string.Concat(
            Enumerable.Range(0, random.Next(5)).Select(_ => s_words[random.Next(s_words.Length)])
        );

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Trim(string text) => text.Trim(' ', '\t', '\r', '\n');

    /// <summary>The text in Windows-1252: Latin-1, and the euro sign at 0x80.</summary>
    private static byte[] Windows1252(string text) =>
        [.. text.Select(c => c == '€' ? (byte)0x80 : (byte)c)];

    private sealed record Expected(
        int Lines,
        int Used,
        int Ragged,
        SortedDictionary<string, long> Minor,
        string[] Products
    );
}
