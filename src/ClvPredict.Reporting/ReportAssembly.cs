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
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Reporting;

/// <summary>Brings data, model and scores together.</summary>
internal static class ReportAssembly
{
    private const int TopCustomers = 25;

    public static ReportContent Assemble(ReportInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (scores, model) = (input.Scores, input.Scorer.Model);
        var manifest = model.Manifest;
        var everyone = scores.Total();
        var segments = CustomerSegments.Find(input.Data, scores);
        return new ReportContent
        {
            Title = input.Ingest is { } ingest
                ? string.Join(", ", ingest.Sources.Select(s => Path.GetFileName(s)))
                : Path.GetFileName(input.ZipName),
            AsOf = scores.AsOf,
            Horizon = model.Horizon,
            Currency = manifest.Currency.Length > 0 ? manifest.Currency : null,
            Ingest = Ingest(input),
            Model = new ModelFacts
            {
                ZipName = Path.GetFileName(input.ZipName),
                Judge = manifest.Judge,
                Cutoffs = manifest.Cutoffs,
                Sample = manifest.Sample,
                Members = ModelMembers.Of(model),
                Level = manifest.Level.ValueFactor,
                LevelLow = Ratio(manifest, ratios => ratios.Min()),
                LevelHigh = Ratio(manifest, ratios => ratios.Max()),
            },
            Features = [.. Features(manifest)],
            Effects = FeatureEffects.Of(
                input.Scorer,
                scores,
                threads: input.Threads,
                cancellationToken: cancellationToken
            ),
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
                .. Enumerable
                    .Range(0, scores.Customers.Length)
                    .Where(row => scores.Customers[row].ValueRank <= TopCustomers)
                    .OrderBy(row => scores.Customers[row].ValueRank)
                    .Select(row => Top(scores, row)),
            ],
            Forecast = RevenueForecast.Compute(
                input.Data.Histories,
                scores,
                model,
                threads: input.Threads,
                cancellationToken: cancellationToken
            ),
            Acquisition = Acquisition(input, cancellationToken),
            Segments = segments.Table,
            Migration = input.Earlier is { } earlier
                ? SegmentMigration.Between(input.Data.Histories, earlier, scores)
                : null,
            Actions = CustomerActions.Find(
                input.Data,
                model,
                segments,
                scores,
                scores.Plan.Economics.Campaigns[0],
                threads: input.Threads,
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

    private static TopCustomer Top(CustomerScores scores, int row)
    {
        var score = scores.Customers[row];
        var features = scores.Predictions.Inputs.Features;
        var facts = features.Facts[row];
        return new TopCustomer(
            score.CustomerId,
            score.PredictedClv,
            score.ClvLow,
            score.ClvHigh,
            score.ChurnProbability,
            score.ExpectedOrders,
            score.HistoricValue,
            new PurchaseRhythm(
                facts.PurchaseDays,
                features.Cutoff.DayNumber - facts.LastDay,
                facts.PurchaseDays > 1
                    ? (double)(facts.LastDay - facts.FirstDay) / (facts.PurchaseDays - 1)
                    : double.NaN
            )
        );
    }

    private static IngestFacts? Ingest(ReportInput input)
    {
        if (input.Ingest is not { } report)
            return null;
        var summary = HistorySummary.Of(input.Data.Histories);
        return new IngestFacts(
            report,
            summary.Customers,
            summary.Orders,
            summary.FirstDay,
            summary.LastDay,
            summary.OneTimeShare
        );
    }

    // Cohorts differ by age before anything else: they are in clv economics.
    private static ImmutableArray<GroupComparison> Acquisition(
        ReportInput input,
        CancellationToken cancellationToken
    ) =>
        [
            .. CustomerEconomics
                .Compute(
                    input.Data.Histories,
                    input.Scores,
                    input.Scorer.Model,
                    new EconomicsOptions
                    {
                        Acquisition = input.Config.Acquisition,
                        DiscountRate = input.Config.DiscountRate,
                    },
                    threads: input.Threads,
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
}
