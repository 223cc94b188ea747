using System.Collections.Immutable;
using ClvPredict.Decisions.Economics;
using ClvPredict.Decisions.Explaining;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Risk;
using ClvPredict.Decisions.Segments;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Features;
using ClvPredict.Models.Evaluation;

namespace ClvPredict.Reporting;

/// <summary>Everything a report shows. A part that is null or empty is left out, or the report says why it is missing.</summary>
public sealed record ReportContent
{
    /// <summary>Name of the shop or of the data; any text, it is encoded.</summary>
    public required string Title { get; init; }

    /// <summary>The cutoff of the predictions: the first day that is predicted.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far the predictions reach: [as-of, as-of + horizon).</summary>
    public required Horizon Horizon { get; init; }

    /// <summary>ISO 4217 code shown with amounts, or null when amounts have no known currency.</summary>
    public string? Currency { get; init; }

    /// <summary>What was read.</summary>
    public IngestFacts? Ingest { get; init; }

    /// <summary>What was fitted.</summary>
    public ModelFacts? Model { get; init; }

    /// <summary>The features of the model; shown by falling gain share.</summary>
    public ImmutableArray<FeatureFact> Features { get; init; } = [];

    /// <summary>What the features do to predictions.</summary>
    public FeatureEffects? Effects { get; init; }

    /// <summary>How the model did on a holdout, beside its baselines.</summary>
    public EvaluationResult? Evaluation { get; init; }

    /// <summary>What the ranges of customers and of the total are meant to cover, in (0, 1).</summary>
    public double RangeCoverage { get; init; } = 0.8;

    /// <summary>The predictions of all customers added up.</summary>
    public PredictionTotals? Totals { get; init; }

    /// <summary>The customers to list, in the order to list them.</summary>
    public ImmutableArray<TopCustomer> TopCustomers { get; init; } = [];

    /// <summary>How the value at risk is spread over customers.</summary>
    public ValueAtRiskCurve? Risk { get; init; }

    /// <summary>The retention targets added up.</summary>
    public RetentionTargets? Retention { get; init; }

    /// <summary>Segments as a whole, each dimension together.</summary>
    public ImmutableArray<SegmentRow> Segments { get; init; } = [];

    /// <summary>Who went from which tier, lifecycle stage or RFM segment to which since an earlier day.</summary>
    public SegmentMigration? Migration { get; init; }

    /// <summary>What is due for which customer.</summary>
    public CustomerActions? Actions { get; init; }

    /// <summary>Revenue, orders and active customers by month.</summary>
    public ForecastReport? Forecast { get; init; }

    /// <summary>Groups of customers by where they come from, beside each other.</summary>
    public ImmutableArray<GroupComparison> Acquisition { get; init; } = [];

    /// <summary>Computes every part from orders, a model and its scores.</summary>
    /// <param name="input">What to report on.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ReportContent Of(
        ReportInput input,
        CancellationToken cancellationToken = default
    ) => ReportAssembly.Assemble(input, cancellationToken);
}
