using System.Runtime.InteropServices;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// What the purchase models know of a customer. Ages are in the unit of time of the model (weeks in this project, as
/// days / 7); no model mixes units. The default value is a customer whose first order is on the last observed day.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PurchaseStatistics
{
    /// <summary>Checks and stores the three numbers.</summary>
    /// <param name="repeatOrders">x: purchase days after the first; a whole number of at least 0.</param>
    /// <param name="lastOrderAge">t_x: from the first purchase day to the last; 0 when x = 0.</param>
    /// <param name="customerAge">T: from the first purchase day to the last observed day; at least t_x.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or outside its range.</exception>
    public PurchaseStatistics(double repeatOrders, double lastOrderAge, double customerAge)
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

    private static ArgumentOutOfRangeException OutOfRange(
        string name,
        double value,
        string expected
    ) => new(name, value, $"Expected {expected}.");
}
