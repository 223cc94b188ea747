using System.Globalization;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Data.Spill;
using ClvPredict.Features;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Parts;
using ClvPredict.TestKit;
using ClvPredict.Training;

namespace ClvPredict.Scoring.Tests.Parts;

/// <summary>The oracle is always the run over all customers at once.</summary>
public sealed class ScorePartsTests : IDisposable
{
    private static readonly string s_orders = RepositoryFiles.PathOf("data/sample-orders.csv");
    private static readonly CustomerHistories s_all = Read(null);
    private static readonly DateOnly s_asOf = s_all.LastDay.AddDays(1);
    private static readonly ClvModel s_model = ModelTrainer.Train(
        Read(new CustomerShard(1, 4)),
        s_asOf,
        new TrainingOptions { Horizon = Horizon.Parse("90d"), Margin = 0.5 }
    );

    // Money for some, a cap, a smallest size and a guard: the list cannot be made shard by shard.
    private static readonly RetentionEconomics s_economics = new()
    {
        Campaigns =
        [
            new RetentionCampaign
            {
                Name = "mail",
                ContactCost = 0.02,
                OfferCost = 0.2,
                Acceptance = 0.3,
            },
            new RetentionCampaign
            {
                Name = "call",
                ContactCost = 0.1,
                OfferCost = 0.6,
                Acceptance = 0.6,
                IsDiscount = true,
                MaxContacts = 20,
                MinSegmentSize = 5,
            },
        ],
        Budget = 60,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-parts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(".csv", TierBasis.Customers)]
    [InlineData(".parquet", TierBasis.Value)]
    public void Merge_AllParts_IsTheRunOverAllCustomersByteForByte(string ending, TierBasis by)
    {
        var rule = new TierRule { By = by };
        var (scores, targets) = WriteAll(ending, rule);
        var parts = Enumerable.Range(1, 5).Select(i => WritePart(i, 5, ending)).Reverse().ToArray();

        var totals = ScoreParts.Merge(
            parts,
            new ScoreOutput
            {
                ScoresPath = PathOf("merged" + ending),
                TargetsPath = PathOf("merged-targets" + ending),
                Economics = s_economics,
                Tiers = rule,
            }
        );

        File.ReadAllBytes(PathOf("merged" + ending)).ShouldBe(File.ReadAllBytes(scores));
        File.ReadAllBytes(PathOf("merged-targets" + ending)).ShouldBe(File.ReadAllBytes(targets));
        totals.Targets.ShouldBeInRange(20, 1_500);
        totals.Customers.ShouldBe(s_all.CustomerCount);
        Directory.GetDirectories(_folder.FullName).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void PartedScorer_NoMemory_IsTheRunOverAllCustomersByteForByte(int threads)
    {
        var (scores, targets) = WriteAll(".csv", new TierRule());
        var all = new CustomerScorer(s_model).Score(s_all, s_asOf, s_economics);
        string[] listed = ["C000299", "C000001", "C000100"];

        using (
            var parts = OrderReader.ReadParts(
                [s_orders],
                new OrderReadOptions(),
                new SpillOptions { MemoryBytes = 1, Folder = _folder.FullName }
            )
        )
        {
            var totals = PartedScorer
                .Score(s_model, parts, s_asOf, threads)
                .Write(
                    new ScoreOutput
                    {
                        ScoresPath = PathOf("parted.csv"),
                        TargetsPath = PathOf("parted-targets.csv"),
                        Economics = s_economics,
                        Listed = listed,
                    }
                );
            totals.Everyone.ShouldBe(all.Total());
            totals.List.ShouldBe(all.TotalOf(listed));
            totals.PredictedClv.ShouldBe(all.TotalPredictedClv);
            totals.TargetsExpectedProfit.ShouldBe(all.Targets.Sum(c => c.ExpectedProfitOfContact));
        }

        File.ReadAllBytes(PathOf("parted.csv")).ShouldBe(File.ReadAllBytes(scores));
        File.ReadAllBytes(PathOf("parted-targets.csv")).ShouldBe(File.ReadAllBytes(targets));
        Directory.GetDirectories(_folder.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void PartedScorer_MoreFilesThanAreOpenAtOnce_JoinsThemBefore()
    {
        var (scores, targets) = WriteAll(".csv", new TierRule());
        using var parts = OrderReader.ReadParts(
            [s_orders],
            new OrderReadOptions(),
            new SpillOptions { MemoryBytes = 1, Folder = _folder.FullName }
        );
        var scorer = PartedScorer.Score(s_model, parts, s_asOf);
        Files().ShouldBeGreaterThan(200);

        scorer.Join(most: 3);

        Files().ShouldBeLessThanOrEqualTo(3);
        scorer.Customers.ShouldBe(s_all.CustomerCount);
        scorer.Write(
            new ScoreOutput
            {
                ScoresPath = PathOf("parted.csv"),
                TargetsPath = PathOf("parted-targets.csv"),
                Economics = s_economics,
            }
        );
        File.ReadAllBytes(PathOf("parted.csv")).ShouldBe(File.ReadAllBytes(scores));
        File.ReadAllBytes(PathOf("parted-targets.csv")).ShouldBe(File.ReadAllBytes(targets));

        int Files() => Directory.GetFiles(parts.Folder!.Path, "scores-*").Length;
    }

    [Fact]
    public void PartedScorer_AsAPart_IsThePartWrittenInMemory()
    {
        var expected = WritePart(2, 3, ".csv");
        var shard = new CustomerShard(2, 3);
        using var parts = OrderReader.ReadParts(
            [s_orders],
            new OrderReadOptions { Shard = shard },
            new SpillOptions { MemoryBytes = 1, Folder = _folder.FullName }
        );

        PartedScorer
            .Score(s_model, parts, s_asOf)
            .WritePart(ScoreParts.HeadOf(s_model, "abc", s_asOf, shard), PathOf("parted.csv"));

        File.ReadAllText(PathOf("parted.csv")).ShouldBe(File.ReadAllText(expected));
    }

    [Fact]
    public void SortedOrders_AnyWay_AreTheRunOverAllCustomersByteForByte()
    {
        var (scores, targets) = WriteAll(".csv", new TierRule());
        var lines = File.ReadAllLines(s_orders);
        File.WriteAllLines(
            PathOf("sorted.csv"),
            [lines[0], .. lines[1..].OrderBy(l => l[..l.IndexOf(',')], StringComparer.Ordinal)]
        );

        using (var folder = SpillFolder.Create(_folder.FullName))
        using (var orders = OrderReader.ReadSorted([PathOf("sorted.csv")], new OrderReadOptions()))
            PartedScorer
                .Score(s_model, orders, folder, s_asOf, threads: 2)
                .Write(
                    new ScoreOutput
                    {
                        ScoresPath = PathOf("scores.csv"),
                        TargetsPath = PathOf("targets.csv"),
                        Economics = s_economics,
                    }
                );
        using var stream = new MemoryStream();
        using (var orders = OrderReader.ReadSorted([PathOf("sorted.csv")], new OrderReadOptions()))
            ArrivingScores
                .Write(s_model, orders, s_asOf, stream, threads: 2)
                .ShouldBe(s_all.CustomerCount);

        File.ReadAllText(PathOf("scores.csv")).ShouldBe(File.ReadAllText(scores));
        File.ReadAllText(PathOf("targets.csv")).ShouldBe(File.ReadAllText(targets));
        // The columns before the rank are all there, and the rank is not.
        Encoding
            .UTF8.GetString(stream.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => string.Join(',', line.Split(',')[..17]))
            .ShouldBe(
                File.ReadAllLines(scores)
                    .Skip(1)
                    .Select(line => string.Join(',', line.Split(',')[..16]) + ",")
            );
    }

    [Fact]
    public void PartedScorer_ListWithAStranger_NamesItAndWritesNothing()
    {
        using var parts = OrderReader.ReadParts(
            [s_orders],
            new OrderReadOptions(),
            new SpillOptions { MemoryBytes = 1, Folder = _folder.FullName }
        );
        var scorer = PartedScorer.Score(s_model, parts, s_asOf);

        Should
            .Throw<OrderDataException>(() =>
                scorer.Write(
                    new ScoreOutput
                    {
                        ScoresPath = PathOf("parted.csv"),
                        Listed = ["C000001", "nobody"],
                    }
                )
            )
            .Message.ShouldContain("\"nobody\", which is not among the");
        File.Exists(PathOf("parted.csv")).ShouldBeFalse();
    }

    [Fact]
    public void Merge_PartWithoutCustomers_TakesNothingAway()
    {
        var (scores, _) = WriteAll(".csv", new TierRule());
        var all = PathOf("all.csv");
        ScoreParts.Write(s_model, s_all, Head(1, 2), all);
        ScoreParts.Write(s_model, null, Head(2, 2), PathOf("nobody.csv"));

        ScoreParts.Merge(
            [PathOf("nobody.csv"), all],
            new ScoreOutput { ScoresPath = PathOf("merged.csv"), Economics = s_economics }
        );

        File.ReadAllText(PathOf("merged.csv")).ShouldBe(File.ReadAllText(scores));
    }

    [Fact]
    public void Merge_PartsThatDoNotBelongTogether_AreRefusedByNameOfTheFault()
    {
        var (one, two, three) = (
            WritePart(1, 3, ".csv"),
            WritePart(2, 3, ".csv"),
            WritePart(3, 3, ".csv")
        );
        var other = PathOf("other.csv");

        Refusal(one, three).ShouldContain("2 of 3 parts are there; missing: 2/3");
        Refusal(one, two, one).ShouldContain("part-1-3.csv is named twice");
        File.Copy(one, PathOf("copy.csv"));
        Refusal(one, two, PathOf("copy.csv")).ShouldContain("is part 1/3, and so is");
        ScoreParts.Write(s_model, s_all, Head(3, 4), other);
        Refusal(one, two, other).ShouldContain("is one of 4 parts, not of 3");
        ScoreParts.Write(s_model, s_all, Head(3, 3) with { Model = "xyz" }, other);
        Refusal(one, two, other).ShouldContain("was scored with another model (xyz, not abc)");
        ScoreParts.Write(s_model, s_all, Head(3, 3) with { AsOf = s_asOf.AddDays(-9) }, other);
        Refusal(one, two, other).ShouldContain("is as of");
        ScoreParts.Write(s_model, s_all, Head(3, 3) with { RangeCoverage = 0.9 }, other);
        Refusal(one, two, other).ShouldContain("has ranges that cover 90 %, not 80 %");
        ScoreParts.Write(s_model, s_all, Head(3, 3) with { Currency = "USD" }, other);
        ScoreParts.Write(s_model, s_all, Head(1, 3) with { Currency = "EUR" }, PathOf("eur.csv"));
        Refusal(PathOf("eur.csv"), two, other).ShouldContain("is in USD, not in EUR");
        ScoreParts.Write(s_model, s_all, Head(3, 3), other);
        Refusal(one, two, other).ShouldContain("is there or in another part, too");
        File.Exists(PathOf("merged.csv")).ShouldBeFalse();
    }

    [Fact]
    public void Merge_FilesThatWereChanged_AreRefused()
    {
        var (one, two) = (WritePart(1, 2, ".csv"), WritePart(2, 2, ".csv"));
        var lines = File.ReadAllLines(two);
        var changed = PathOf("changed.csv");

        File.WriteAllLines(changed, lines[..^3]);
        Refusal(one, changed)
            .ShouldContain(
                FormattableString.Invariant(
                    $"changed.csv has {lines.Length - 4:N0} of the {lines.Length - 1:N0} rows that it states"
                )
            );
        File.WriteAllLines(changed, [.. lines, lines[^1].Replace("C0", "D0")]);
        Refusal(one, changed)
            .ShouldContain(
                FormattableString.Invariant(
                    $"changed.csv has more than the {lines.Length - 1:N0} rows that it states"
                )
            );
        File.WriteAllLines(changed, [lines[0], .. lines[1..].Reverse()]);
        Refusal(one, changed).ShouldContain("parts are sorted by customer_id");
        File.WriteAllLines(changed, [.. lines, .. File.ReadAllLines(one)[1..]]);
        Refusal(one, changed).ShouldContain("the row is of another part");
        File.WriteAllText(changed, "customer_id,amount\na,1\n");
        Refusal(one, changed).ShouldContain("is no part of scores");
        File.WriteAllLines(changed, lines[..1]);
        Refusal(one, changed).ShouldContain("was cut off");
    }

    private string Refusal(params string[] parts) =>
        Should
            .Throw<OrderDataException>(() =>
                ScoreParts.Merge(parts, new ScoreOutput { ScoresPath = PathOf("merged.csv") })
            )
            .Message;

    private (string Scores, string Targets) WriteAll(string ending, TierRule rule)
    {
        var scores = new CustomerScorer(s_model).Score(s_all, s_asOf, s_economics).WithTiers(rule);
        var (path, targets) = (PathOf("all-scores" + ending), PathOf("all-targets" + ending));
        ScoreFile.Write(scores, path);
        ScoreFile.WriteTargets(scores, targets);
        return (path, targets);
    }

    private string WritePart(int number, int count, string ending)
    {
        var path = PathOf(
            string.Create(CultureInfo.InvariantCulture, $"part-{number}-{count}{ending}")
        );
        var shard = new CustomerShard(number, count);
        ScoreParts.Write(s_model, Read(shard), Head(number, count), path);
        return path;
    }

    private static ScorePartHead Head(int number, int count) =>
        ScoreParts.HeadOf(s_model, "abc", s_asOf, new CustomerShard(number, count));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static CustomerHistories Read(CustomerShard? shard) =>
        CustomerHistories.Build(
            OrderReader.Read([s_orders], new OrderReadOptions { Shard = shard }).Orders
        );
}
