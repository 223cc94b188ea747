using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Data.Parquet;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>The sample's orders from Parquet, with costs and days of arrival that the sample does not have.</summary>
public sealed class ParquetOrdersTests : IDisposable
{
    private static readonly string s_sample = RepositoryFiles.PathOf("data", "sample-orders.csv");
    private readonly TemporaryFolder _folder = new();

    public ParquetOrdersTests() => WriteParquet();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Features_FromParquet_AreThoseFromCsv()
    {
        foreach (var (source, name) in new[] { (s_sample, "csv"), ("lake", "parquet") })
        {
            string[] map = name == "csv" ? [] : ["--map", "ingested_at=", "--map", "cost="];
            ClvRun
                .Start(
                    _folder.Path,
                    ["features", source, "--as-of", "2024-07-01", "--out", name + ".csv", .. map]
                )
                .ShouldBeDone();
        }

        File.ReadAllText(_folder.File("parquet.csv"))
            .ShouldBe(File.ReadAllText(_folder.File("csv.csv")));
    }

    [Fact]
    public void Features_LinesThatHadNotArrived_AreToldAndNotSeen()
    {
        var run = ClvRun
            .Start(
                _folder.Path,
                "features",
                "lake",
                "--as-of",
                "2024-07-01",
                "--out",
                "features.csv"
            )
            .ShouldBeDone();

        run.Messages.ShouldContain("had not arrived by then (ingested_at) and are not seen");
    }

    [Fact]
    public void Check_BoundsAndShard_SayWhatWasNotRead()
    {
        var run = ClvRun
            .Start(_folder.Path, "check", "lake", "--before", "2024-01-01", "--shard", "1/2")
            .ShouldBeDone();

        run.Output.ShouldContain("days asked for         before 2024-01-01");
        run.Output.ShouldContain("customers asked for    shard 1 of 2");
        run.Output.ShouldContain("in row groups outside the days asked for");
        run.Output.ShouldContain("customer of another shard, left out");
        run.Output.ShouldContain("a margin of 40.00 % on net");
        run.Output.ShouldContain("the customer histories reconcile with the lines used");
    }

    [Fact]
    public void TrainAndScore_MarginFromCosts_PredictProfit()
    {
        var run = ClvRun
            .Start(
                _folder.Path,
                "train",
                "lake",
                "--margin",
                "from-costs",
                "--map",
                "ingested_at=",
                "--json"
            )
            .ShouldBeDone();
        using var json = JsonDocument.Parse(run.Output);
        var zip = json.RootElement.GetProperty("model").GetString()!;
        ClvRun
            .Start(
                _folder.Path,
                "score",
                "lake",
                "--map",
                "ingested_at=",
                "--model",
                zip,
                "--out",
                "scores.csv"
            )
            .ShouldBeDone();

        run.Messages.ShouldContain("margin 40.00 % from the costs");
        json.RootElement.GetProperty("manifest")
            .GetProperty("margin")
            .GetDouble()
            .ShouldBe(0.4, 1e-4); // costs are rounded to cents of a cent
        CsvTable.Read(_folder.File("scores.csv")).RowCount.ShouldBe(2_000);
    }

    [Fact]
    public void Train_MarginFromCostsThatAreNotThere_ExitsWith3()
    {
        var run = ClvRun.Start(_folder.Path, "train", s_sample, "--margin", "from-costs");

        run.ExitCode.ShouldBe(3, run.Messages);
        run.Messages.ShouldContain("the orders have no column for cost or margin");
    }

    [Fact]
    public void Check_CutOffParquet_ExitsWith3AndNamesIt()
    {
        var bytes = File.ReadAllBytes(_folder.File("lake/part=1/orders.parquet"));
        File.WriteAllBytes(_folder.File("cut.parquet"), bytes[..^100]);

        var run = ClvRun.Start(_folder.Path, "check", "cut.parquet");

        run.ExitCode.ShouldBe(3, run.Messages);
        run.Messages.ShouldContain("cut.parquet is not a usable Parquet file");
        run.Messages.ShouldNotContain("   at ");
    }

    /// <summary>Two files sorted by day: every line costs 60 % of its amount and arrives two days later.</summary>
    private void WriteParquet()
    {
        var rows = File.ReadLines(s_sample).Select(line => line.Split(',')).ToList();
        ImmutableArray<ParquetWriteColumn> columns =
        [
            .. rows[0].Select(name => new ParquetWriteColumn(name, TypeOf(name))),
            new("cost", ParquetWriteType.Double),
            new("ingested_at", ParquetWriteType.Date),
        ];
        var (day, amount) = (
            Array.IndexOf(rows[0], "order_date"),
            Array.IndexOf(rows[0], "amount")
        );
        var parts = rows.Skip(1).OrderBy(row => row[day]).Chunk((rows.Count / 2) + 1).ToList();
        for (var part = 0; part < parts.Count; part++)
        {
            var path = _folder.File($"lake/part={part}/orders.parquet");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = File.Create(path);
            var writer = new ParquetWriter(file, columns, new() { RowsPerGroup = 1_000 });
            foreach (var row in parts[part])
            {
                for (var i = 0; i < row.Length; i++)
                    Write(writer, columns[i].Type, row[i]);
                var net = decimal.Parse(row[amount], CultureInfo.InvariantCulture);
                writer.Write((double)(net * 0.6m));
                writer.Write(DateOnly.Parse(row[day], CultureInfo.InvariantCulture).AddDays(2));
                writer.EndRow();
            }
            writer.Complete();
        }
    }

    private static ParquetWriteType TypeOf(string column) =>
        column switch
        {
            "order_date" => ParquetWriteType.Date,
            "amount" or "unit_price" or "discount" or "quantity" => ParquetWriteType.Double,
            _ => ParquetWriteType.Text,
        };

    private static void Write(ParquetWriter writer, ParquetWriteType type, string text)
    {
        if (text.Length == 0)
            writer.WriteNull();
        else if (type == ParquetWriteType.Date)
            writer.Write(DateOnly.Parse(text, CultureInfo.InvariantCulture));
        else if (type == ParquetWriteType.Double)
            writer.Write(double.Parse(text, CultureInfo.InvariantCulture));
        else
            writer.Write(text);
    }
}
