using System.Collections.Immutable;
using ClvPredict.Data;
using ClvPredict.Decisions.Economics;
using ClvPredict.Decisions.Explaining;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Risk;
using ClvPredict.Decisions.Segments;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Features;
using ClvPredict.Features.Sampling;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Reporting.Tests;

/// <summary>An invented report with every part filled.</summary>
internal static class SampleContent
{
    public static ReportContent Full { get; } =
        new()
        {
            Title = "Harbour & Hill Tea Shop",
            AsOf = new DateOnly(2024, 3, 1),
            Horizon = new Horizon(26, HorizonUnit.Weeks),
            Currency = "EUR",
            Ingest = Ingest(),
            Model = Model(),
            Features = Features(),
            Effects = new FeatureEffects(
                ExplainedOutput.PredictedClv,
                2801,
                1000,
                [
                    new FeatureEffect(
                        "days_since_last_order",
                        0.21,
                        -0.8,
                        [new(1.4, 0), new(1.1, 0.5), new(0.7, 1), new(1, double.NaN)]
                    ),
                    new FeatureEffect("first_channel=web <i>", 0.02, double.NaN, [new(1.02, 0.5)]),
                ]
            ),
            Evaluation = Evaluation(customers: 2357, seed: 3),
            Totals = new PredictionTotals(2801, 412_345.67, 371_200, 455_900.4, 6_120.4, 1_523.8),
            TopCustomers = Customers(),
            Risk = new ValueAtRiskCurve(
                2801,
                98_765.4,
                312,
                [new(0, 0), new(312, 0.5), new(1400, 0.93), new(2801, 1)],
                [
                    new CustomerAtRisk("C-0007", 812.5, 0.61, true),
                    new CustomerAtRisk("C-0101 <b>", 640.1, 0.97, false),
                ]
            ),
            Retention = Retention(),
            Segments = [Segment("value_tier", "top"), Segment("segment", "high_order_value")],
            Migration = Migration(),
            Actions = Actions(),
            Forecast = Forecast(),
            Acquisition = [Comparison()],
        };

    /// <summary>Only what is required.</summary>
    public static ReportContent Empty { get; } =
        new()
        {
            Title = "Small shop",
            AsOf = new DateOnly(2024, 3, 1),
            Horizon = new Horizon(1, HorizonUnit.Years),
        };

    private static SegmentRow Segment(string dimension, string name) =>
        new(dimension, name, 280, 0.1, 90_000, 0.4, 200_000, 0.5, 714.3, 0.2, 0.9, 4_000, 35.7);

    private static SegmentMigration Migration() =>
        new(
            new DateOnly(2023, 12, 2),
            new DateOnly(2024, 3, 1),
            7,
            [
                new MigrationCell("value_tier", "top", "top", 200, 60_000, 61_000, 30_000),
                new MigrationCell("value_tier", "top", "base", 9, 2_700, 300, 100),
                new MigrationCell("value_tier", "base", "middle", 31, 900, 3_300, 2_500),
                new MigrationCell("value_tier", "not_yet", "base", 120, 0, 3_000, 5_400),
                new MigrationCell("lifecycle", "active", "at_risk", 44, 4_000, 1_500, 0),
                new MigrationCell("lifecycle", "not_yet", "new", 120, 0, 3_000, 5_400),
            ]
        );

    private static ForecastReport Forecast() =>
        new()
        {
            AsOf = new DateOnly(2024, 3, 1),
            Horizon = "26w",
            Currency = "EUR",
            Margin = 1,
            Customers = 2801,
            Coverage = 0.8,
            RevenueInHorizon = 300,
            Months = [Month(1, 200, isBeyond: false), Month(2, 100, isBeyond: true)],
            Total = Month(0, 300, isBeyond: true),
            HasSeason = false,
            SeasonMonths = 9,
            SeasonNote = "no season: the orders cover less than a year",
            MonthLogSd = 0.1,
            Note = "Only the customers known on 2024-03-01.",
        };

    private static ForecastWindow Month(int number, double revenue, bool isBeyond) =>
        new()
        {
            Month = number,
            Start = new DateOnly(2024, 2, 1).AddMonths(Math.Max(1, number)),
            End = new DateOnly(2024, 3, 1).AddMonths(Math.Max(1, number)),
            Revenue = revenue,
            RevenueLow = 0.7 * revenue,
            RevenueHigh = 1.4 * revenue,
            Profit = revenue,
            Orders = 4,
            OrdersLow = 3,
            OrdersHigh = 5,
            ActiveCustomers = 3.5,
            ActiveCustomersLow = 3,
            ActiveCustomersHigh = 4,
            Season = 1,
            IsBeyondHorizon = isBeyond,
        };

    private static GroupComparison Comparison() =>
        new()
        {
            By = "channel",
            PeriodMonths = 12,
            Coverage = 0.8,
            Spread = 0.1,
            Groups = [Group("web", 12.5), Group("shop <i>", double.NaN)],
            Best = "web",
            Second = "shop <i>",
            ProbabilityBetter = 0.93,
            Sentence = "Channel web brought the better customers.",
        };

    private static GroupValue Group(string name, double cac) =>
        new()
        {
            Group = name,
            Customers = 300,
            ObservedShare = 0.6,
            FirstOrderValue = 40,
            OwnMean = 120,
            Clv = 118,
            ClvLow = 101,
            ClvHigh = 133,
            OwnWeight = 0.8,
            ProbabilityBest = 0.93,
            Cac = cac,
            ClvToCac = 118 / cac,
            ProbabilityPays = double.IsNaN(cac) ? double.NaN : 1,
            Verdict = double.IsNaN(cac) ? "" : "pays",
            MaxCac = 118,
            PaybackMonth = double.IsNaN(cac) ? null : 2,
            ClvByMonth = [60, 118],
        };

    private static CustomerActions Actions() =>
        new()
        {
            AsOf = new DateOnly(2024, 3, 1),
            Days = 30,
            Due =
            [
                new NextAction
                {
                    CustomerId = "C-0101 <b>",
                    Kind = ActionKind.SecondPurchase,
                    IsBest = true,
                    KindRank = 1,
                    DueDate = new DateOnly(2024, 3, 4),
                    Cost = 11,
                    MustSell = 27.5,
                    ValueAtStake = 30.1,
                    Reason = "One order, 12 days ago.",
                },
            ],
            Kinds =
            [
                new ActionSummary(ActionKind.Service, 0, 0, 0, 0, 0, 0, double.NaN),
                new ActionSummary(ActionKind.SecondPurchase, 1, 1, 0, 11, 27.5, 30.1, double.NaN),
            ],
            Gaps = null,
            RewardStep = 100,
            CrossSell = [],
            UpSell = [],
        };

    private static RetentionTargets Retention() =>
        new()
        {
            AsOf = new DateOnly(2024, 3, 1),
            Horizon = "26w",
            Customers = 2801,
            Targets = 184,
            Control = 0,
            Cost = 1_840,
            ContactedCost = 1_840,
            ContactedProfit = 3_912.55,
            Budget = null,
            ProfitUpperBound = 3_912.55,
            Profit = new ProfitOutlook(3_912.55, 1_204.1, 6_733.8, 0.8, 0.97, 4_404.4, 0.071),
            Curve = new ProfitCurve(
                184,
                902,
                [
                    new(0, 0, 0),
                    new(184, 1_840, 3_912.55),
                    new(902, 9_020, -3.2),
                    new(2801, 28_010, -9_500),
                ]
            ),
            Campaigns = [new CampaignTargets("retention", 184, 0, 1_840, 3_912.55)],
            Guard = null,
        };

    public static EvaluationResult Evaluation(int customers, int seed)
    {
        var random = new Random(seed);
        var (actual, orders, predicted, churn, spend, formula, age) = (
            new double[customers],
            new double[customers],
            new double[customers],
            new double[customers],
            new double[customers],
            new double[customers],
            new double[customers]
        );
        for (var i = 0; i < customers; i++)
        {
            var rate = Math.Exp(-1 + 1.3 * Normal(random));
            for (var week = 0; week < 26; week++)
                orders[i] += random.NextDouble() < rate / 26 ? 1 : 0;
            actual[i] = orders[i] * 45 * Math.Exp(0.3 * Normal(random));
            predicted[i] = 46 * rate * Math.Exp(0.35 * Normal(random));
            churn[i] = Math.Exp(-rate * Math.Exp(0.3 * Normal(random)));
            spend[i] = 60 * rate * Math.Exp(0.8 * Normal(random));
            formula[i] = 40 * rate * Math.Exp(0.6 * Normal(random));
            age[i] = -60 / rate * Math.Exp(0.9 * Normal(random));
        }
        return EvaluationResult.Compute(
            new EvaluationColumns
            {
                ActualValue = actual,
                ActualOrders = orders,
                PredictedClv = predicted,
                ChurnProbability = churn,
                ClvMedian = Array.ConvertAll(predicted, p => 0.8 * p),
                ClvLow = new double[customers],
                ClvHigh = Array.ConvertAll(predicted, p => 2.2 * p),
                ExpectedOrders = Array.ConvertAll(predicted, p => p / 44),
                Baselines =
                [
                    new BaselineColumn("past_spend", "past spend", BaselineKind.Money, spend),
                    new BaselineColumn(
                        "textbook",
                        "order value x orders a year x years",
                        BaselineKind.Money,
                        formula
                    ),
                    new BaselineColumn(
                        "days_since_last_order",
                        "days since last order",
                        BaselineKind.Rank,
                        age
                    ),
                ],
            },
            new DateOnly(2023, 9, 1),
            "26w",
            new DateOnly(2024, 3, 1)
        );
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IngestFacts Ingest() =>
        new(
            new IngestReport
            {
                Sources = ["orders-2022.csv.gz", "orders-2023.csv.gz"],
                Digest = "9f2c4e0d6a51b8c37e11d0a4c5f6b7a8990d1c2e3f405162738495a6b7c8d9e0",
                Columns = ImmutableSortedDictionary.CreateRange(
                    StringComparer.Ordinal,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["amount"] = "Line total",
                        ["customer_id"] = "Customer ID",
                        ["order_date"] = "Created at",
                    }
                ),
                DateFormat = "yyyy-MM-dd HH:mm",
                LinesRead = 31_244,
                LinesUsed = 30_950,
                LinesWithoutCustomer = 211,
                Rejected = ImmutableSortedDictionary.CreateRange(
                    StringComparer.Ordinal,
                    new Dictionary<string, long>(StringComparer.Ordinal)
                    {
                        ["amount is not a number"] = 31,
                        ["date is missing"] = 12,
                    }
                ),
                Repairs = ImmutableSortedDictionary.CreateRange(
                    StringComparer.Ordinal,
                    new Dictionary<string, long>(StringComparer.Ordinal)
                    {
                        ["amount rounded to 4 decimals"] = 5,
                    }
                ),
                FirstRejected =
                [
                    new RejectedLine("orders-2022.csv.gz", 1_204, "date is missing", ""),
                ],
                LinesLeftOut = 40,
                LeftOut = new Ledger(5_000_000, -20_000),
                LinesSkipped = 9_000,
                Before = new DateOnly(2024, 3, 1),
                Ledger = new Ledger(12_345_678_900, -456_789_000),
                WithoutCustomer = new Ledger(81_234_500, -1_200_000),
            },
            2801,
            12_410,
            new DateOnly(2022, 1, 3),
            new DateOnly(2024, 2, 29),
            0.412
        );

    private static ModelFacts Model() =>
        new()
        {
            ZipName = "clv-2024-03-01-9f2c4e0d.zip",
            Judge = Judge(),
            Sample = new SampleSummary(4_294_500, 30_033_923, 100_000, []),
            Cutoffs =
            [
                new DateOnly(2023, 3, 1),
                new DateOnly(2023, 6, 1),
                new DateOnly(2023, 9, 1),
            ],
            Members =
            [
                new ModelMember(
                    "Pareto/NBD",
                    null,
                    null,
                    [new("r", 0.5534), new("alpha", 10.58), new("s", 0.6061), new("beta", 11.66)]
                ),
                new ModelMember(
                    "Gamma-Gamma",
                    null,
                    null,
                    [new("p", 6.25), new("q", 3.74), new("gamma", 15.45)]
                ),
                new ModelMember("corrected", "value", 120, [new("weight", 0.7)]),
            ],
            Level = 1.042,
            LevelLow = 0.96,
            LevelHigh = 1.13,
        };

    private static JudgeReport Judge() =>
        new()
        {
            Grade = "A",
            Verdict = "The library's own sentence, in English.",
            Origins =
            [
                new JudgedOrigin(new DateOnly(2023, 9, 1), "26w", 2357, 0.031, 0.052),
                new JudgedOrigin(new DateOnly(2023, 3, 3), "26w", 2011, -0.048, -0.067),
            ],
            Gains =
            [
                new JudgedGain("value", PredictionForm.Formula, 0.083, 0.041, 0.12, 2),
                new JudgedGain("value", PredictionForm.Prior, 0.024, 0.006, 0.041, 2),
            ],
            Activity = PredictionForm.Stack,
            Orders = PredictionForm.Stack,
            HoldoutValue = PredictionForm.Stack,
        };

    private static ImmutableArray<FeatureFact> Features() =>
        [
            new(
                new FeatureDefinition(
                    "days_since_last_order",
                    "days",
                    "timing",
                    "Days from the last purchase day to the cutoff."
                ),
                0.31
            ),
            new(
                new FeatureDefinition(
                    "mean_order_value",
                    "money",
                    "spend",
                    "Mean of the gross value of a purchase day over the whole observation window."
                ),
                0.447
            ),
            new(
                new FeatureDefinition(
                    "returned_share",
                    "share",
                    "returns",
                    "Returns over gross in the last 365 days; missing without orders in them."
                ),
                0.083
            ),
            new(
                new FeatureDefinition(
                    "orders_90d",
                    "orders",
                    "activity",
                    "Purchase days in the last 90 days before the cutoff."
                ),
                0.16
            ),
        ];

    private static ImmutableArray<TopCustomer> Customers() =>
        [
            .. Enumerable
                .Range(0, 12)
                .Select(i => new TopCustomer(
                    $"CUST-{10_482 + 977 * i}",
                    2_480.5 / (1 + 0.3 * i),
                    1_100.25 / (1 + 0.3 * i),
                    4_900 / (1 + 0.3 * i),
                    0.02 + 0.013 * i,
                    14.2 / (1 + 0.2 * i),
                    18_320.4 / (1 + 0.4 * i),
                    i == 3 ? null : new PurchaseRhythm(i, 12 * i, i < 2 ? double.NaN : 31.4)
                )),
        ];
}
