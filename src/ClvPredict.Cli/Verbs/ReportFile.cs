using System.Collections.Immutable;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.Economics;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Risk;
using ClvPredict.Decisions.Segments;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Features;
using ClvPredict.Models.Btyd;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;
using ClvPredict.Reporting;
using ClvPredict.Scoring;

namespace ClvPredict.Cli.Verbs;

/// <summary>Brings data, model and scores together in one HTML report.</summary>
internal static class ReportFile
{
    private const int TopCustomers = 25;

    public static async Task WriteAsync(
        string path,
        Histories orders,
        string zip,
        ClvModel model,
        CustomerScores scores,
        ShopConfig config,
        CancellationToken cancellationToken
    )
    {
        var html = await HtmlReport.RenderAsync(
            Content(orders, zip, model, scores, config, cancellationToken)
        );
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }

    private static ReportContent Content(
        Histories orders,
        string zip,
        ClvModel model,
        CustomerScores scores,
        ShopConfig config,
        CancellationToken cancellationToken
    )
    {
        var manifest = model.Manifest;
        var summary = HistorySummary.Of(orders.Customers);
        var everyone = scores.Total();
        var segments = CustomerSegments.Find(orders.Data, scores);
        return new ReportContent
        {
            Title = string.Join(", ", orders.Log.Report.Sources.Select(s => Path.GetFileName(s))),
            AsOf = scores.AsOf,
            Horizon = model.Horizon,
            Currency = manifest.Currency.Length > 0 ? manifest.Currency : null,
            Ingest = new IngestFacts(
                orders.Log.Report,
                summary.Customers,
                summary.Orders,
                summary.FirstDay,
                summary.LastDay,
                summary.OneTimeShare
            ),
            Model = new ModelFacts
            {
                ZipName = Path.GetFileName(zip),
                Grade = manifest.Judge is { } judge ? "Grade " + judge.Grade : "Not judged",
                Verdict = manifest.Verdict,
                Cutoffs = manifest.Cutoffs,
                Members = [.. Members(model)],
                Level = manifest.Level.ValueFactor,
                LevelLow = Ratio(manifest, ratios => ratios.Min()),
                LevelHigh = Ratio(manifest, ratios => ratios.Max()),
            },
            Features = [.. Features(manifest)],
            Evaluation = manifest.Backtest,
            Totals = new PredictionTotals(
                scores.Customers.Length,
                scores.TotalPredictedClv,
                everyone.Low,
                everyone.High,
                scores.Customers.Sum(c => (double)c.ExpectedOrders),
                scores.Customers.Sum(c => (double)c.ChurnProbability)
            ),
            RangeCoverage = model.RangeCoverage,
            TopCustomers =
            [
                .. scores
                    .ByValue.Take(TopCustomers)
                    .Select(c => new TopCustomer(
                        c.CustomerId,
                        c.PredictedClv,
                        c.ClvLow,
                        c.ClvHigh,
                        c.ChurnProbability,
                        c.ExpectedOrders,
                        c.HistoricValue,
                        [.. c.Reasons.Take(1)]
                    )),
            ],
            Forecast = RevenueForecast.Compute(
                orders.Customers,
                scores,
                model,
                cancellationToken: cancellationToken
            ),
            Acquisition = Acquisition(orders, scores, model, config, cancellationToken),
            Segments = segments.Table,
            Actions = CustomerActions.Find(
                orders.Data,
                model,
                segments,
                scores,
                scores.Plan.Economics.Campaigns[0],
                cancellationToken: cancellationToken
            ),
            Risk = ValueAtRiskCurve.Of(scores),
            Retention = RetentionTargets.Of(
                scores,
                RetentionTargets.ControlGroup(scores, new TargetListOptions()),
                cancellationToken
            ),
        };
    }

    // Cohorts differ by age before anything else: they are in clv economics.
    private static ImmutableArray<GroupComparison> Acquisition(
        Histories orders,
        CustomerScores scores,
        ClvModel model,
        ShopConfig config,
        CancellationToken cancellationToken
    ) =>
        [
            .. CustomerEconomics
                .Compute(
                    orders.Customers,
                    scores,
                    model,
                    new EconomicsOptions
                    {
                        Acquisition = config.Acquisition,
                        DiscountRate = config.DiscountRate,
                    },
                    cancellationToken: cancellationToken
                )
                .Report.Comparisons.Where(c => c.By != "cohort" && c.Groups.Length > 1),
        ];

    private static double Ratio(ModelManifest manifest, Func<IEnumerable<double>, double> pick) =>
        manifest.Level.Backtests.IsEmpty
            ? double.NaN
            : pick(manifest.Level.Backtests.Select(b => b.ValueRatio));

    private static IEnumerable<FeatureFact> Features(ModelManifest manifest)
    {
        var definitions = FeatureCatalog.All.ToDictionary(f => f.Name);
        foreach (var importance in manifest.Importance)
        {
            var definition = definitions.GetValueOrDefault(
                importance.Name,
                new FeatureDefinition(
                    importance.Name,
                    "prior",
                    "prior",
                    "What the probabilistic prior expects over the training window."
                )
            );
            yield return new FeatureFact(definition, importance.GainShare);
        }
    }

    private static IEnumerable<ModelMember> Members(ClvModel model)
    {
        foreach (var purchases in model.Prior.Purchases)
        {
            yield return purchases switch
            {
                ParetoNbdModel m => Member(
                    "Pareto/NBD",
                    ("r", m.R),
                    ("alpha", m.Alpha),
                    ("s", m.S),
                    ("beta", m.Beta)
                ),
                MbgNbdModel m => Member(
                    "MBG/NBD",
                    ("r", m.R),
                    ("alpha", m.Alpha),
                    ("a", m.A),
                    ("b", m.B)
                ),
                BgNbdModel m => Member(
                    "BG/NBD",
                    ("r", m.R),
                    ("alpha", m.Alpha),
                    ("a", m.A),
                    ("b", m.B)
                ),
                _ => Member(purchases.GetType().Name),
            };
        }
        if (model.Prior.Spend is { } spend)
            yield return Member(
                "Gamma-Gamma spend",
                ("p", spend.P),
                ("q", spend.Q),
                ("v", spend.V)
            );
        foreach (var target in model.Manifest.Targets)
        {
            foreach (var member in target.Members)
                yield return Trees(
                    $"{Title(member.Kind)}: {target.Target}",
                    member.Trees,
                    member.Weight
                );
        }
    }

    private static string Title(MemberKind kind) =>
        kind switch
        {
            MemberKind.Corrected => "trees on the prior",
            MemberKind.Guided => "trees that see the prior",
            _ => "trees without the prior",
        };

    private static ModelMember Member(
        string name,
        params ImmutableArray<(string Name, double Number)> parameters
    ) => new(name, null, [.. parameters.Select(p => new ModelParameter(p.Name, p.Number))]);

    private static ModelMember Trees(string name, int trees, double weight) =>
        new(name, trees, [new ModelParameter("weight", weight)]);
}
