using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Package;
using ClvPredict.Models.Prior;
using ClvPredict.Models.Trees;
using ClvPredict.TestKit;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

/// <summary>What trees remember of the rows they were grown on, and explanations made with it.</summary>
public class LeafCoverTests
{
    private static readonly CustomerPrior s_prior = new()
    {
        Purchases = [new MbgNbdModel(0.52, 6.2, 0.9, 1.6)],
        Spend = new GammaGammaModel(6.25, 3.74, 15.44),
        ReturnShare = 0.05,
    };

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Train_AllRows_ExpectedValueIsTheMeanScoreOfTheTrainingRows(
        bool hasWeights,
        bool hasCategories
    )
    {
        const int Rows = 800;
        var columns = MadeUpRows.Columns(Rows, features: 7, seed: 81);
        var weights = Enumerable.Range(0, Rows).Select(row => (row % 5) * 0.5).ToArray();
        int[] categories = hasCategories ? [0, 0, 5, 0, 0, 0, 5] : [];
        var bins = FeatureBins.Build(columns, categories: [.. categories]);
        var objective = new PoissonObjective();

        var result = BoostingTrainer.Train(
            new BoostingOptions { Rounds = 15, MaxLeaves = 9 },
            objective,
            new BoostingData(
                bins,
                MadeUpRows.Labels(objective, columns, seed: 82),
                hasWeights ? weights : default
            )
        );

        var ensemble = Ensemble(result, bins.SlotCount);
        var vectors = MadeUpRows.OneHotRows(bins, columns);
        var compiled = new CompiledEnsemble(ensemble);
        var scores = vectors.Chunk(bins.SlotCount).Select(row => compiled.RawScore(row)).ToList();
        var mean = hasWeights
            ? scores.Zip(weights, (score, weight) => score * weight).Sum() / weights.Sum()
            : scores.Average();
        new TreeExplainer(ensemble).ExpectedValue.ShouldBe(mean, 1e-12);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.6)]
    public void Train_SampledRows_CoversAreTheRowsGrownOn(double sampling)
    {
        var (train, _) = MadeUpRows.Noise(seed: 83, level: 0);
        var options = new BoostingOptions
        {
            Rounds = 3,
            RowSampling = sampling,
            Seed = 5,
        };

        var result = BoostingTrainer.Train(options, new SquaredObjective(), train);

        result.Trees.Length.ShouldBe(3);
        var sampler = new TreeSampler(options, train.Features);
        for (var round = 0; round < 3; round++)
            result.Trees[round].LeafCover.Sum().ShouldBe(sampler.Rows(round).Length);
        if (sampling < 1)
            result.Trees[0].LeafCover.Sum().ShouldBeInRange(500, 700);
    }

    [Fact]
    public void Train_QuantileLeavesRefitted_CoversAreKept()
    {
        var (train, _) = MadeUpRows.Noise(seed: 84, level: 0);

        var result = BoostingTrainer.Train(
            new BoostingOptions { Rounds = 2 },
            new QuantileObjective(0.8),
            train
        );

        result.Trees.ShouldAllBe(tree => tree.LeafCover.Length == tree.LeafCount);
        result.Trees.ShouldAllBe(tree => tree.LeafCover.Sum() == 1000);
    }

    [Fact]
    public void Load_TrainedAndSavedModel_ContributionsAddUpToRawScores()
    {
        // The orders of a shop's customers in the half year after a cutoff, learnt from everything known at it.
        var orders = RepositoryFiles.PathOf("data", "sample-orders.csv");
        var shop = CustomerHistories.Build(
            OrderReader.Read([orders], new OrderReadOptions()).Orders
        );
        var cutoff = shop.LastDay.AddDays(-181);
        var table = FeatureBuilder.Build(shop, cutoff);
        var inputs = ModelInputs.Build(table, s_prior, 26, 26);
        var columns = inputs.TreeFeatures.Select(inputs.Column).ToArray();
        var result = BoostingTrainer.Train(
            new BoostingOptions(),
            new PoissonObjective(),
            new BoostingData(
                FeatureBins.Build(columns),
                HoldoutTargets
                    .Read(shop, table, cutoff.AddDays(182))
                    .Orders.Select(n => (double)n)
                    .ToArray()
            )
        );
        var bytes = ModelPackage.ToBytes(
            Model(Ensemble(result, columns.Length), table.Contract, cutoff)
        );

        var model = ModelPackage.Load(ModelArchive.Read(new MemoryStream(bytes)));

        var step = model.Chain.Chain.Steps.OfType<TreePredictor>().ShouldHaveSingleItem();
        step.Ensemble.Trees.Length.ShouldBe(100);
        var explainer = new TreeExplainer(step.Ensemble);
        var (rows, width) = (columns[0].Length, columns.Length);
        var contributions = new double[rows * width];
        explainer.Explain(columns, contributions, 1, default);
        var scores = new double[rows];
        step.Compiled.RawScores(columns, scores, 1, default);
        for (var row = 0; row < rows; row++)
        {
            var sum = 0.0;
            foreach (var contribution in contributions.AsSpan(row * width, width))
                sum += contribution;
            (sum + explainer.ExpectedValue).ShouldBe(scores[row], 1e-9);
        }
        explainer.ExpectedValue.ShouldBe(scores.Average(), 1e-9);
    }

    private static ClvModel Model(TreeEnsemble trees, FeatureContract contract, DateOnly asOf) =>
        new()
        {
            Prior = s_prior,
            Chain = MlNetModel.Create(
                ClvChain.Build(
                    new ChainParts
                    {
                        Activity = TargetBlend.PriorOnly,
                        Orders = new TargetBlend
                        {
                            Members = [new BlendMember(MemberKind.Plain, trees, 1)],
                        },
                        Value = TargetBlend.PriorOnly,
                    },
                    contract
                )
            ),
            Intervals = IntervalTable.Default,
            Manifest = new ModelManifest
            {
                LibraryVersion = "test",
                Horizon = "26w",
                AsOf = asOf,
                WindowDays = 182,
                ValueBasis = ValueBasis.Money,
                Margin = 1,
                Currency = "",
                Units = OutputUnits.Of(ValueBasis.Money, ""),
                Tiers = new TierThresholds(100, 10),
                Features = contract,
                FeatureFingerprint = contract.Fingerprint(),
                OrdersDigest = "",
                OrderLines = 1,
                Customers = 1,
                Origins = 2,
                Seed = 1,
                Cutoffs = [asOf],
                Targets = [],
                Level = LevelSummary.None,
                Importance = [],
                Verdict = "",
            },
        };

    private static TreeEnsemble Ensemble(BoostingResult result, int slots) =>
        new()
        {
            Kind = EnsembleKind.FastTreeTweedie,
            FeatureCount = slots,
            Trees = result.Trees,
        };
}
