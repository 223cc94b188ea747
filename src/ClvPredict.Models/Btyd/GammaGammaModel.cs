using ClvPredict.Models.Numerics;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// Gamma-Gamma spend model of Fader and Hardie (2013, "The Gamma-Gamma model of monetary value"): order values of a
/// customer are Gamma(p, ν) with ν ~ Gamma(q, v), independent of how often the customer orders. Order values have a mean
/// only for q > 1, which the model requires. Where spend does depend on how often the customer orders (as Glady, Baesens and
/// Croux 2009, "A modified Pareto/NBD approach", find in banking), the scale is v n^κ for a customer with n orders: a
/// regression of the log of the mean order value on the log of the count.
/// </summary>
/// <param name="P">Shape of one order's value within a customer, positive.</param>
/// <param name="Q">Shape of the spread between customers, above 1.</param>
/// <param name="V">Scale in units of money, positive; called gamma or v in the papers.</param>
/// <param name="CountEffect">κ: by 1 % more orders go with κ % higher values; 0 for independence.</param>
/// <exception cref="ArgumentOutOfRangeException">A parameter is not finite or outside its range.</exception>
public sealed record GammaGammaModel(double P, double Q, double V, double CountEffect = 0)
{
    /// <summary>Shape of one order's value within a customer.</summary>
    public double P { get; } = Parameter.Positive(P, nameof(P));

    /// <summary>Shape of the spread between customers, above 1.</summary>
    public double Q { get; } =
        Q > 1 && double.IsFinite(Q)
            ? Q
            : throw new ArgumentOutOfRangeException(
                nameof(Q),
                Q,
                "Expected a finite number above 1."
            );

    /// <summary>Scale, in units of money.</summary>
    public double V { get; } = Parameter.Positive(V, nameof(V));

    /// <summary>κ: by 1 % more orders go with κ % higher values; 0 for independence.</summary>
    public double CountEffect { get; } =
        double.IsFinite(CountEffect)
            ? CountEffect
            : throw new ArgumentOutOfRangeException(
                nameof(CountEffect),
                CountEffect,
                "Expected a finite number."
            );

    /// <summary>
    /// Mean order value over all customers, v p / (q - 1), in units of money; with a <see cref="CountEffect"/> over those
    /// with one order.
    /// </summary>
    public double PopulationMean => V * P / (Q - 1);

    /// <summary>Natural log of the density of the mean value of a customer's orders; equation 1a of the paper.</summary>
    /// <param name="orderCount">Number of orders behind the mean, positive.</param>
    /// <param name="meanOrderValue">Mean value of those orders, positive.</param>
    public double LogLikelihood(double orderCount, double meanOrderValue)
    {
        Parameter.Positive(orderCount, nameof(orderCount));
        Parameter.Positive(meanOrderValue, nameof(meanOrderValue));
        var shape = P * orderCount;
        var total = orderCount * meanOrderValue;
        var scale = V * ScaleFactor(orderCount);
        return -SpecialFunctions.LogBeta(shape, Q)
            - shape * SpecialFunctions.Log1P(scale / total)
            - Q * SpecialFunctions.Log1P(total / scale)
            - Math.Log(meanOrderValue);
    }

    /// <summary>
    /// Expected value of the customer's next orders, in units of money: the customer's own mean, drawn towards
    /// that of all customers with as many orders the more the fewer there are; equation 5 of the paper.
    /// </summary>
    /// <param name="orderCount">Number of orders behind the mean, at least 0; 0 gives the population mean.</param>
    /// <param name="meanOrderValue">Mean value of those orders, at least 0; ignored when the count is 0.</param>
    public double ExpectedOrderValue(double orderCount, double meanOrderValue)
    {
        Parameter.RequireNotNegative(orderCount, nameof(orderCount));
        if (orderCount == 0)
            return PopulationMean;
        Parameter.RequireNotNegative(meanOrderValue, nameof(meanOrderValue));
        var own = P * orderCount / (P * orderCount + Q - 1);
        var others = PopulationMean * ScaleFactor(orderCount);
        return others + own * (meanOrderValue - others);
    }

    private double ScaleFactor(double orderCount) =>
        CountEffect == 0 ? 1 : Math.Exp(CountEffect * Math.Log(orderCount));
}
