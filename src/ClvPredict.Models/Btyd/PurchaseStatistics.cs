using System.Runtime.InteropServices;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// What the purchase models know of a customer. Ages are in the unit of time of the model (weeks in this project, as
/// days / 7); no model mixes units. The default value is a customer whose first order is on the last observed day.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PurchaseStatistics
{
    /// <summary>Checks and stores the numbers.</summary>
    /// <param name="repeatOrders">x: purchase days after the first; a whole number of at least 0.</param>
    /// <param name="lastOrderAge">t_x: from the first purchase day to the last; 0 when x = 0.</param>
    /// <param name="customerAge">T: from the first purchase day to the last observed day; at least t_x.</param>
    /// <param name="sumOfLogIntervals">
    /// Sum of the natural logs of the x intervals between orders, in the same unit of time; NaN where it is not known. Only
    /// the likelihood of models with k above 1 needs it. Without repeat orders it is 0, whatever is passed.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or outside its range.</exception>
    public PurchaseStatistics(
        double repeatOrders,
        double lastOrderAge,
        double customerAge,
        double sumOfLogIntervals = double.NaN
    )
    {
        if (!(repeatOrders >= 0 && double.IsInteger(repeatOrders)))
            throw OutOfRange(nameof(repeatOrders), repeatOrders, "a whole number of at least 0");
        if (!(customerAge >= 0 && double.IsFinite(customerAge)))
            throw OutOfRange(nameof(customerAge), customerAge, "finite and at least 0");
        if (!(lastOrderAge >= 0 && lastOrderAge <= customerAge))
            throw OutOfRange(
                nameof(lastOrderAge),
                lastOrderAge,
                "between 0 and the age of the customer"
            );
        if (repeatOrders == 0 && lastOrderAge != 0)
            throw OutOfRange(
                nameof(lastOrderAge),
                lastOrderAge,
                "0 for a customer without repeat orders"
            );
        // Of x intervals that sum to t_x, equal ones have the largest sum of logs.
        var largest = repeatOrders * Math.Log(lastOrderAge / repeatOrders);
        var isTooLarge = sumOfLogIntervals > largest + 1e-9 * (1 + Math.Abs(largest));
        if (repeatOrders > 0 && (isTooLarge || double.IsInfinity(sumOfLogIntervals)))
            throw OutOfRange(
                nameof(sumOfLogIntervals),
                sumOfLogIntervals,
                "finite and at most x ln(t_x / x), or NaN"
            );
        SumOfLogIntervals = repeatOrders == 0 ? 0 : sumOfLogIntervals;
        RepeatOrders = repeatOrders;
        LastOrderAge = lastOrderAge;
        CustomerAge = customerAge;
    }

    /// <summary>x: purchase days after the first. Whole, at least 0.</summary>
    public double RepeatOrders { get; }

    /// <summary>t_x: from the first purchase day to the last. 0 when there are no repeat orders.</summary>
    public double LastOrderAge { get; }

    /// <summary>T: from the first purchase day to the last observed day. At least <see cref="LastOrderAge"/>.</summary>
    public double CustomerAge { get; }

    /// <summary>Sum of the natural logs of the intervals between orders; 0 without repeat orders, NaN when not known.</summary>
    public double SumOfLogIntervals { get; }

    private static ArgumentOutOfRangeException OutOfRange(
        string name,
        double value,
        string expected
    ) => new(name, value, $"Expected {expected}.");
}
