namespace ClvPredict.Models.Evaluation;

/// <summary>
/// How well a prediction ranks customers; its scale does not matter. Customers with equal predictions share the mean of
/// their outcomes (or ranks), so no metric depends on the order of the rows. All predictions and outcomes must be finite.
/// </summary>
public static class RankMetrics
{
    /// <summary>
    /// Spearman's rank correlation of prediction and outcome, in [-1, 1]: Pearson's correlation of the mid-ranks. NaN when
    /// all predictions or all outcomes are equal.
    /// </summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double Spearman(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        return Pearson(
            new PredictionOrder(predicted).MidRanks(),
            new PredictionOrder(actual).MidRanks()
        );
    }

    /// <summary>
    /// The Gini of the prediction's gains curve (share of the outcome in the share of customers predicted highest, less
    /// the diagonal, doubled) divided by the Gini that the perfect order would reach: 1 is perfect, 0 is random. NaN
    /// when the perfect order gains nothing, such as when all outcomes are equal or they add up to 0.
    /// </summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double NormalizedGini(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        return NormalizedGini(
            new PredictionOrder(predicted),
            actual,
            Gini(new PredictionOrder(actual), actual)
        );
    }

    /// <summary>
    /// The share of the outcomes' sum that lies in the tenth of the customers predicted highest; the customer on the
    /// border counts by fraction. Outside [0, 1] when outcomes are negative; NaN when they add up to 0.
    /// </summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double Top10Share(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, actual.Length);
        return Top10Share(new PredictionOrder(predicted), actual);
    }

    /// <summary>
    /// The area under the ROC curve, in [0, 1]: the chance that a customer with the event is predicted higher than one
    /// without, ties counting half (Mann and Whitney 1947). NaN when all or none have the event.
    /// </summary>
    /// <exception cref="ArgumentException">The columns are empty or differ in length.</exception>
    public static double AreaUnderCurve(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> events)
    {
        ColumnChecks.RequireEqualLengths(predicted.Length, events.Length);
        return AreaUnderCurve(new PredictionOrder(predicted), events);
    }

    /// <inheritdoc cref="Spearman(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    internal static double Spearman(PredictionOrder predicted, RankedOutcome actual) =>
        Pearson(predicted.MidRanks(), actual.MidRanks);

    /// <inheritdoc cref="NormalizedGini(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    internal static double NormalizedGini(
        PredictionOrder predicted,
        ReadOnlySpan<double> actual,
        double perfectGini
    ) => perfectGini > 0 ? Gini(predicted, actual) / perfectGini : double.NaN;

    /// <summary>Twice the area between the gains curve and the diagonal; NaN when the outcomes add up to 0.</summary>
    internal static double Gini(PredictionOrder predicted, ReadOnlySpan<double> actual)
    {
        var outcomes = predicted.TieMeans(actual);
        var total = CompensatedSum.Of(outcomes);
        if (total == 0)
            return double.NaN;
        var gained = new CompensatedSum();
        var area = new CompensatedSum();
        for (var k = outcomes.Length - 1; k >= 0; k--)
        {
            gained.Add(outcomes[k]);
            area.Add(gained.Total / total);
        }
        double n = outcomes.Length;
        return (area.Total / n - (n + 1) / (2 * n)) * 2;
    }

    /// <inheritdoc cref="Top10Share(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    internal static double Top10Share(PredictionOrder predicted, ReadOnlySpan<double> actual)
    {
        var outcomes = predicted.TieMeans(actual);
        var total = CompensatedSum.Of(actual);
        if (total == 0)
            return double.NaN;
        var customers = 0.1 * outcomes.Length;
        var whole = (int)customers;
        var border = outcomes.Length - 1 - whole;
        var top = CompensatedSum.Of(outcomes.AsSpan(border + 1));
        return (top + (customers - whole) * outcomes[border]) / total;
    }

    /// <inheritdoc cref="AreaUnderCurve(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>
    internal static double AreaUnderCurve(PredictionOrder predicted, ReadOnlySpan<bool> events)
    {
        var ranks = predicted.MidRanks();
        var sum = new CompensatedSum();
        double with = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            if (!events[i])
                continue;
            sum.Add(ranks[i]);
            with++;
        }
        var without = ranks.Length - with;
        return with > 0 && without > 0
            ? (sum.Total - with * (with + 1) / 2) / (with * without)
            : double.NaN;
    }

    private static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var meanX = CompensatedSum.Of(x) / x.Length;
        var meanY = CompensatedSum.Of(y) / y.Length;
        var (xy, xx, yy) = (new CompensatedSum(), new CompensatedSum(), new CompensatedSum());
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xy.Add(dx * dy);
            xx.Add(dx * dx);
            yy.Add(dy * dy);
        }
        return xx.Total > 0 && yy.Total > 0
            ? xy.Total / Math.Sqrt(xx.Total * yy.Total)
            : double.NaN;
    }
}
