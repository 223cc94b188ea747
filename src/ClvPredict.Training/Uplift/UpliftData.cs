using ClvPredict.Data;

namespace ClvPredict.Training.Uplift;

/// <summary>Customers of past experiments: what was known of them before, whether they were treated, and what came of it.</summary>
public sealed class UpliftData
{
    /// <summary>Fewest customers in either group, with which every fold can train and hold back some.</summary>
    public const int LeastCustomers = 100;

    /// <summary>Brings the columns together; they are kept, not copied.</summary>
    /// <param name="customerIds">Ids, one a row.</param>
    /// <param name="columns">Features from before the treatment, one value a row; NaN is missing.</param>
    /// <param name="treated">Whether each customer was treated.</param>
    /// <param name="outcomes">What each customer did, such as the net value in the window; finite.</param>
    /// <exception cref="OrderDataException">There is no feature, columns differ in length, or a group is too small.</exception>
    public UpliftData(
        IReadOnlyList<string> customerIds,
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        IReadOnlyList<bool> treated,
        IReadOnlyList<double> outcomes
    )
    {
        ArgumentNullException.ThrowIfNull(customerIds);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(outcomes);
        var rows = customerIds.Count;
        if (columns.Count == 0)
            throw new OrderDataException("There is no feature to learn from.");
        if (treated.Count != rows || outcomes.Count != rows || columns.Any(c => c.Length != rows))
            throw new OrderDataException(
                "Customers, features, groups and outcomes differ in number."
            );
        var inTreatment = treated.Count(t => t);
        if (Math.Min(inTreatment, rows - inTreatment) < LeastCustomers)
            throw new OrderDataException(
                $"The history has {inTreatment} treated and {rows - inTreatment} control customers; learning who responds needs at least {LeastCustomers} of each."
            );
        (CustomerIds, Columns, Treated, Outcomes) = (customerIds, columns, treated, outcomes);
    }

    /// <summary>Ids, one a row.</summary>
    public IReadOnlyList<string> CustomerIds { get; }

    /// <summary>Features, one value a row.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Columns { get; }

    /// <summary>Whether each customer was treated.</summary>
    public IReadOnlyList<bool> Treated { get; }

    /// <summary>What each customer did.</summary>
    public IReadOnlyList<double> Outcomes { get; }

    /// <summary>Number of customers.</summary>
    public int RowCount => CustomerIds.Count;
}
