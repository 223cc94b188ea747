using ClvPredict.Features;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Prior;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Package.Tests;

/// <summary>A small model put together by hand.</summary>
internal static class SampleModel
{
    public static FeatureContract Contract { get; } =
        new()
        {
            LogStart = new DateOnly(2023, 1, 1),
            OrderColumns = ["product_id"],
            FirstOrder = [new CategoryFeature("first_channel", ["s0", "s1"])],
            Attributes = null,
            Events = null,
        };

    public static ClvModel Create(ChainParts? parts = null) =>
        new()
        {
            Prior = new CustomerPrior
            {
                Purchases =
                [
                    new ParetoNbdModel(0.55, 10.6, 0.61, 11.7),
                    new MbgNbdModel(0.52, 6.2, 0.9, 1.6),
                ],
                Spend = new GammaGammaModel(6.25, 3.74, 15.44),
                ReturnShare = 0.05,
            },
            Chain = MlNetModel.Create(ClvChain.Build(parts ?? Parts(), Contract)),
            Intervals = IntervalTable.Default,
            Manifest = new ModelManifest
            {
                LibraryVersion = "0.1",
                Horizon = "26w",
                AsOf = new DateOnly(2024, 1, 1),
                WindowDays = 60,
                ValueBasis = ValueBasis.Money,
                Margin = 1,
                Currency = "EUR",
                Units = OutputUnits.Of(ValueBasis.Money, "EUR"),
                Tiers = new TierThresholds(100, 10),
                Features = Contract,
                FeatureFingerprint = Contract.Fingerprint(),
                OrdersDigest = "",
                OrderLines = 3,
                Customers = 2,
                Origins = 2,
                Seed = 1,
                Cutoffs = [new DateOnly(2023, 10, 1)],
                Targets =
                [
                    new TargetSummary(
                        "value",
                        PredictionForm.Stack,
                        [new MemberSummary(MemberKind.Corrected, 1, 1)],
                        0.01
                    ),
                ],
                Level = LevelSummary.None,
                Importance = [],
                Verdict = "made by hand",
            },
        };

    public static ChainParts Parts() =>
        new()
        {
            Activity = new TargetBlend
            {
                Members =
                [
                    new BlendMember(
                        MemberKind.Corrected,
                        Stump(FeatureId.DaysSinceLastOrder, 60, 0.4, -0.7),
                        0.75
                    ),
                ],
                Slope = 1.1,
                Intercept = -0.2,
            },
            Orders = new TargetBlend
            {
                Members =
                [
                    new BlendMember(
                        MemberKind.Corrected,
                        Stump(FeatureId.RepeatOrders, 1.5f, -0.1, 0.3),
                        0.5
                    ),
                    new BlendMember(
                        MemberKind.Plain,
                        Stump(FeatureId.Orders90d, 0.5f, -1, 0.5),
                        0.25
                    ),
                ],
                Intercept = 0.05,
            },
            Value = TargetBlend.PriorOnly,
            ClvIntercept = -0.01,
            Margin = 0.4,
        };

    private static TreeEnsemble Stump(FeatureId feature, float threshold, double lte, double gt) =>
        new()
        {
            Kind = EnsembleKind.FastTreeTweedie,
            FeatureCount = ModelInputs.TreeFeaturesOf(Contract).Length,
            Trees =
            [
                new RegressionTree
                {
                    LteChild = [-1],
                    GtChild = [-2],
                    SplitFeature = [(int)feature],
                    Threshold = [threshold],
                    LeafValue = [lte, gt],
                    SplitGain = [1],
                    LeafCover = [30, 10.5],
                },
            ],
        };
}
