using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using ClvPredict.Service.Shop;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Service.Tests;

/// <summary>A small shop, two models of it, and a folder in which a model lies.</summary>
internal sealed class TestShop : IDisposable
{
    public static readonly CustomerHistories Histories = TestOrders.Histories(
        TestOrders.Random(41, 300)
    );
    private static readonly Lazy<byte[]> s_first = new(() => Train("60d"));
    private static readonly Lazy<byte[]> s_second = new(() => Train("90d"));
    private static readonly DateOnly s_asOf = Histories.LastDay.AddDays(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("clv-service").FullName;

    public TestShop() => Use(First);

    public static byte[] First => s_first.Value;

    public static byte[] Second => s_second.Value;

    public string ModelPath => Path.Combine(_folder, "model.zip");

    public string PathOf(string file) => Path.Combine(_folder, file);

    public ShopSource WithOrders() =>
        WithoutCustomers() with
        {
            Orders = new ShopOrders(Histories, Ingest(), s_asOf),
        };

    public ShopSource WithScores()
    {
        var path = PathOf("scores.parquet");
        ScoreFile.Write(CustomerScorer.Load(ModelPath).Score(Histories, s_asOf), path);
        return WithoutCustomers() with { Scores = StoredScores.Read(path) };
    }

    public ShopSource WithoutCustomers() => new() { ModelPath = ModelPath };

    /// <summary>Puts another model in the place of the present one, at once.</summary>
    public void Use(byte[] zip) => AtomicFile.Write(ModelPath, stream => stream.Write(zip));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IngestReport Ingest() =>
        new()
        {
            Sources = ["orders.csv"],
            Digest = "",
            Columns = ImmutableSortedDictionary<string, string>.Empty,
            DateFormat = "",
            LinesRead = Histories.Lines.LineCount,
            LinesUsed = Histories.Lines.LineCount,
            LinesWithoutCustomer = 0,
            Rejected = ImmutableSortedDictionary<string, long>.Empty,
            Repairs = ImmutableSortedDictionary<string, long>.Empty,
            FirstRejected = [],
            Ledger = Histories.Ledger,
            WithoutCustomer = default,
        };

    private static byte[] Train(string horizon) =>
        ModelPackage.ToBytes(
            ModelTrainer.Train(
                Histories,
                Histories.LastDay.AddDays(1),
                new TrainingOptions { Horizon = Horizon.Parse(horizon), Origins = 0 }
            )
        );
}
