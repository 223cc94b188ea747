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
                for (var i = block * BlockSize; i < Math.Min(rows, (block + 1) * BlockSize); i++)
                {
                    ref readonly var facts = ref features.Facts.ItemRef(i);
                    var far = prior.Predict(facts, features.Cutoff, horizonWeeks);
                    var near = prior.Predict(facts, features.Cutoff, windowWeeks);
                    alive[i] = far.ProbabilityAlive;
                    columns[0][i] = Odds(far.ProbabilityActive);
                    columns[1][i] = Positive(far.ExpectedOrders);
                    columns[2][i] = Positive(far.ExpectedOrders * far.OrderValue);
                    columns[3][i] = Odds(near.ProbabilityActive);
                    columns[4][i] = Positive(near.ExpectedOrders);
                    columns[5][i] = Positive(near.ExpectedOrders * near.OrderValue);
                    columns[6][i] = Positive(far.OrderValue);
                    columns[7][i] = (float)prior.KeepShare(facts);
                }
            }
        );
        return new ModelInputs(features, columns, alive);
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
