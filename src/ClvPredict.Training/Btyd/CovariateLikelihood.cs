using System.Collections.Immutable;

namespace ClvPredict.Training.Btyd;

/// <summary>
/// Likelihood of a purchase model with static covariates: customers of the same covariates form a group with a likelihood of
/// its own, at the parameters that the covariates make of the baseline. Parameters: those of the model, then the effects on
/// orders, then on the lifetime.
/// </summary>
internal sealed class CovariateLikelihood : Likelihood
{
    private readonly ImmutableArray<Group> _groups;
    private readonly ImmutableArray<double> _orderSigns;
    private readonly ImmutableArray<double> _lifetimeSigns;
    private readonly int _orderEffects;

    /// <summary>Takes customers in groups of equal covariates; at least one group.</summary>
    /// <param name="groups">Customers by their covariates.</param>
    /// <param name="orderSigns">For each model parameter: by +1, -1 or 0 times the weighted sum its log moves with the covariates of orders.</param>
    /// <param name="lifetimeSigns">The same of the covariates of the lifetime.</param>
    public CovariateLikelihood(
        ImmutableArray<Group> groups,
        ImmutableArray<double> orderSigns,
        ImmutableArray<double> lifetimeSigns
    )
    {
        _groups = groups;
        _orderSigns = orderSigns;
        _lifetimeSigns = lifetimeSigns;
        _orderEffects = groups[0].Orders.Length;
        ParameterCount = orderSigns.Length + _orderEffects + groups[0].Lifetime.Length;
        Customers = groups.Sum(group => group.Likelihood.Customers);
    }

    /// <inheritdoc/>
    public override int Customers { get; }

    /// <inheritdoc/>
    public override int ParameterCount { get; }

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var count = _orderSigns.Length;
        var orderEffects = parameters.Slice(count, _orderEffects);
        var lifetimeEffects = parameters[(count + _orderEffects)..];
        Span<double> own = stackalloc double[count];
        Span<double> slopes = stackalloc double[count];
        gradient.Clear();
        var value = 0.0;
        foreach (var group in _groups)
        {
            var orders = Dot(orderEffects, group.Orders);
            var lifetime = Dot(lifetimeEffects, group.Lifetime);
            for (var i = 0; i < count; i++)
                own[i] =
                    parameters[i]
                    * Math.Exp(_orderSigns[i] * orders + _lifetimeSigns[i] * lifetime);
            value += group.Likelihood.Evaluate(own, slopes);

            var (orderSlope, lifetimeSlope) = (0.0, 0.0);
            for (var i = 0; i < count; i++)
            {
                gradient[i] += slopes[i];
                orderSlope += _orderSigns[i] * slopes[i];
                lifetimeSlope += _lifetimeSigns[i] * slopes[i];
            }
            for (var i = 0; i < group.Orders.Length; i++)
                gradient[count + i] += orderSlope * group.Orders[i];
            for (var i = 0; i < group.Lifetime.Length; i++)
                gradient[count + _orderEffects + i] += lifetimeSlope * group.Lifetime[i];
        }
        return value;
    }

    private static double Dot(ReadOnlySpan<double> effects, ImmutableArray<double> covariates)
    {
        var sum = 0.0;
        for (var i = 0; i < effects.Length; i++)
            sum += effects[i] * covariates[i];
        return sum;
    }

    /// <summary>Customers with the same covariates.</summary>
    internal sealed record Group(
        ImmutableArray<double> Orders,
        ImmutableArray<double> Lifetime,
        Likelihood Likelihood
    );
}
