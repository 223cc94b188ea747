using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Models.Prior;

namespace ClvPredict.Models.Chain;

/// <summary>
/// The columns that the ML.NET chain of a model takes: every feature of its contract, then what the prior expects over the
/// horizon and over the window that the trees were trained on. float32, one entry a customer.
/// </summary>
public sealed class ModelInputs
{
    /// <summary>Odds of at least one purchase in the horizon.</summary>
    public const string ActiveOdds = "prior_active_odds";

    /// <summary>Expected purchase days in the horizon.</summary>
    public const string Orders = "prior_orders";

    /// <summary>Expected gross value in the horizon.</summary>
    public const string Value = "prior_value";

    /// <summary>Odds of at least one purchase in the training window.</summary>
    public const string ActiveOddsWindow = "prior_active_odds_window";

    /// <summary>Expected purchase days in the training window.</summary>
    public const string OrdersWindow = "prior_orders_window";

    /// <summary>Expected gross value in the training window.</summary>
    public const string ValueWindow = "prior_value_window";

    /// <summary>Expected spend of a purchase day.</summary>
    public const string OrderValue = "prior_order_value";

    /// <summary>Share of the gross value that is expected not to be returned.</summary>
    public const string KeepShare = "keep_share";

    // Logs of the inputs are taken, so none may reach zero or infinity in float32.
    private const double Smallest = 1e-9;
    private const double LargestOdds = 1e7;
    private const int BlockSize = 2048;

    private readonly float[][] _columns;

    private ModelInputs(FeatureTable features, float[][] prior, double[] alive)
    {
        Features = features;
        ProbabilityAlive = [.. alive];
        _columns = prior;
    }

    /// <summary>Names of the columns that come from the prior, in order.</summary>
    public static ImmutableArray<string> PriorNames { get; } =
    [ActiveOdds, Orders, Value, ActiveOddsWindow, OrdersWindow, ValueWindow, OrderValue, KeepShare];

    /// <summary>Those tree features that come from the prior.</summary>
    public static ImmutableArray<string> PriorTreeFeatures { get; } =
    [ActiveOddsWindow, OrdersWindow, ValueWindow, OrderValue];

    /// <summary>Names of all input columns, in order: the features, then <see cref="PriorNames"/>.</summary>
    public ImmutableArray<string> Names => [.. Features.Names, .. PriorNames];

    /// <summary>Names of the columns that make up the feature vector of the trees: nothing that depends on the horizon.</summary>
    public ImmutableArray<string> TreeFeatures => TreeFeaturesOf(Features.Contract);

    /// <summary>The features, the customers and the cutoff.</summary>
    public FeatureTable Features { get; }

    /// <summary>P(alive) of every row; not an input of the chain.</summary>
    public ImmutableArray<double> ProbabilityAlive { get; }

    /// <summary>The feature vector of the trees of a model with a contract.</summary>
    public static ImmutableArray<string> TreeFeaturesOf(FeatureContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return [.. contract.Names(), .. PriorTreeFeatures];
    }

    /// <summary>One input column by name.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ReadOnlyMemory<float> Column(string name)
    {
        var index = PriorNames.IndexOf(name);
        if (index >= 0)
            return _columns[index];
        index = Features.Names.IndexOf(name);
        return index >= 0
            ? Features.Columns[index]
            : throw new ArgumentException($"\"{name}\" is not an input column.", nameof(name));
    }

    /// <summary>Computes the inputs of all rows.</summary>
    /// <param name="features">Features at the cutoff.</param>
    /// <param name="prior">The prior, fitted on orders before the cutoff.</param>
    /// <param name="horizonWeeks">Length of the window to predict.</param>
    /// <param name="windowWeeks">Length of the window that the trees learn.</param>
    /// <param name="threads">Threads used; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked once a block of customers.</param>
    public static ModelInputs Build(
        FeatureTable features,
        CustomerPrior prior,
        double horizonWeeks,
        double windowWeeks,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(prior);
        var rows = features.RowCount;
        var alive = new double[rows];
        var columns = new float[PriorNames.Length][];
        for (var c = 0; c < columns.Length; c++)
            columns[c] = new float[rows];
        Parallel.For(
            0,
            (rows + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
            {
                Span<float> row = stackalloc float[PriorNames.Length];
                for (var i = block * BlockSize; i < Math.Min(rows, (block + 1) * BlockSize); i++)
                {
                    alive[i] = FillPrior(
                        prior,
                        features.Facts.ItemRef(i),
                        features.Cutoff,
                        horizonWeeks,
                        windowWeeks,
                        row
                    );
                    for (var c = 0; c < row.Length; c++)
                        columns[c][i] = row[c];
                }
            }
        );
        return new ModelInputs(features, columns, alive);
    }

    /// <summary>Computes the columns of <see cref="PriorNames"/> of one customer and returns P(alive).</summary>
    internal static double FillPrior(
        CustomerPrior prior,
        in CustomerFacts facts,
        DateOnly cutoff,
        double horizonWeeks,
        double windowWeeks,
        Span<float> row
    )
    {
        var far = prior.Predict(facts, cutoff, horizonWeeks);
        var near = windowWeeks == horizonWeeks ? far : prior.Predict(facts, cutoff, windowWeeks);
        row[0] = Odds(far.ProbabilityActive);
        row[1] = Positive(far.ExpectedOrders);
        row[2] = Positive(far.ExpectedOrders * far.OrderValue);
        row[3] = Odds(near.ProbabilityActive);
        row[4] = Positive(near.ExpectedOrders);
        row[5] = Positive(near.ExpectedOrders * near.OrderValue);
        row[6] = Positive(far.OrderValue);
        row[7] = (float)prior.KeepShare(facts);
        return far.ProbabilityAlive;
    }

    private static float Positive(double value) => (float)Math.Max(Smallest, value);

    private static float Odds(double probability) =>
        (float)
            Math.Clamp(
                probability / Math.Max(1 - probability, double.Epsilon),
                Smallest,
                LargestOdds
            );
}
