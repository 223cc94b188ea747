using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Training.Simulation;

/// <summary>
/// How many customers to simulate, over which time, and the parameters of the generative model that
/// docs/simulator.md describes. The defaults make the log and the truth in data/.
/// </summary>
public sealed record SimulationOptions
{
    /// <summary>Number of customers who join in the period, 1..10,000,000. More customers never change earlier ones.</summary>
    public int Customers { get; init; } = 2_000;

    /// <summary>First day of the log.</summary>
    public DateOnly Start { get; init; } = new(2023, 1, 1);

    /// <summary>The day after the last day of the log (half-open), 1..7,305 days (20 years) after <see cref="Start"/>.</summary>
    public DateOnly End { get; init; } = new(2025, 1, 1);

    /// <summary>Seed of all random streams; any value.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Cutoff of the expectations in the truth file, after <see cref="Start"/> and not after <see cref="End"/>; null means <see cref="End"/>.</summary>
    public DateOnly? TruthCutoff { get; init; }

    /// <summary>Length of the holdout [cutoff, cutoff + horizon) in the truth file, in days, 1..3,653.</summary>
    public int TruthHorizonDays { get; init; } = 180;

    /// <summary>True: lines by date, customer, order, line; all lines are held in memory. False: by customer, in bounded memory.</summary>
    public bool SortByDate { get; init; } = true;

    /// <summary>Shape r of the gamma distribution of buying rates over customers, 0.05..100 (Pareto/NBD).</summary>
    public double RateShape { get; init; } = 0.5;

    /// <summary>Scale α of the buying rates in weeks, 0.1..10,000: the mean rate is r/α orders a week.</summary>
    public double RateScaleWeeks { get; init; } = 6;

    /// <summary>Shape s of the gamma distribution of dropout rates over customers, 0.05..100 (Pareto/NBD).</summary>
    public double DropoutShape { get; init; } = 0.6;

    /// <summary>Scale β of the dropout rates in weeks, 0.1..10,000: the mean dropout rate is s/β a week.</summary>
    public double DropoutScaleWeeks { get; init; } = 8;

    /// <summary>Shape p of the values of one customer's orders, 0.1..1,000 (Gamma-Gamma).</summary>
    public double OrderValueShape { get; init; } = 4;

    /// <summary>Shape q of the spend levels over customers, 1.1..1,000 (Gamma-Gamma; the mean exists above 1).</summary>
    public double SpendShape { get; init; } = 4;

    /// <summary>Scale v (γ in the paper) of the spend levels in units of the currency, 0.01..1,000,000: the mean order value is p v / (q - 1).</summary>
    public double SpendScale { get; init; } = 45;

    /// <summary>Mean number of lines of an order, 1..20.</summary>
    public double MeanLinesPerOrder { get; init; } = 1.6;

    /// <summary>
    /// Trend of joining over the period, -1..1: the density at share u of the period is 1 + trend (2u - 1), times the
    /// season. Negative: more customers join early; 1: steady growth from nothing.
    /// </summary>
    public double JoinTrend { get; init; } = -0.3;

    /// <summary>Factors on the buying and joining rates for January to December, 12 numbers in 0.01..100.</summary>
    public ImmutableArray<double> MonthFactors { get; init; } =
    [0.85, 0.80, 0.90, 0.95, 0.95, 0.90, 0.85, 0.85, 0.95, 1.05, 1.45, 1.50];

    /// <summary>Probability that an order comes through the customer's preferred channel and not through any, 0..1.</summary>
    public double ChannelLoyalty { get; init; } = 0.8;

    /// <summary>Concentration of the category preferences over customers, 0.1..1,000: small values make specialists.</summary>
    public double PreferenceConcentration { get; init; } = 3;

    /// <summary>Mean over customers of the probability that a line is discounted, 0.001..0.999.</summary>
    public double MeanDiscountAffinity { get; init; } = 0.25;

    /// <summary>Mean over customers of the probability that a line is returned, 0.001..0.999.</summary>
    public double MeanReturnPropensity { get; init; } = 0.07;

    /// <summary>Concentration of discount affinity and return propensity over customers, 0.1..1,000.</summary>
    public double HabitConcentration { get; init; } = 4;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">Some are out of range; the message names all of them, with value and range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Check(faults, nameof(Customers), Customers, 1, 10_000_000);
        Check(faults, "End - Start in days", End.DayNumber - Start.DayNumber, 1, 7_305);
        Check(faults, nameof(TruthHorizonDays), TruthHorizonDays, 1, 3_653);
        Check(faults, nameof(RateShape), RateShape, 0.05, 100);
        Check(faults, nameof(RateScaleWeeks), RateScaleWeeks, 0.1, 10_000);
        Check(faults, nameof(DropoutShape), DropoutShape, 0.05, 100);
        Check(faults, nameof(DropoutScaleWeeks), DropoutScaleWeeks, 0.1, 10_000);
        Check(faults, nameof(OrderValueShape), OrderValueShape, 0.1, 1_000);
        Check(faults, nameof(SpendShape), SpendShape, 1.1, 1_000);
        Check(faults, nameof(SpendScale), SpendScale, 0.01, 1_000_000);
        Check(faults, nameof(MeanLinesPerOrder), MeanLinesPerOrder, 1, 20);
        Check(faults, nameof(JoinTrend), JoinTrend, -1, 1);
        Check(faults, nameof(ChannelLoyalty), ChannelLoyalty, 0, 1);
        Check(faults, nameof(PreferenceConcentration), PreferenceConcentration, 0.1, 1_000);
        Check(faults, nameof(MeanDiscountAffinity), MeanDiscountAffinity, 0.001, 0.999);
        Check(faults, nameof(MeanReturnPropensity), MeanReturnPropensity, 0.001, 0.999);
        Check(faults, nameof(HabitConcentration), HabitConcentration, 0.1, 1_000);
        if (TruthCutoff is { } cutoff && (cutoff <= Start || cutoff > End))
        {
            faults.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{nameof(TruthCutoff)} is {cutoff:yyyy-MM-dd}; it must be after {Start:yyyy-MM-dd} and not after {End:yyyy-MM-dd}"
                )
            );
        }
        // Years past 9999 cannot be written.
        if (End.DayNumber > DateOnly.MaxValue.DayNumber - 4_000)
            faults.Add($"{nameof(End)} must be before the year 9989");
        CheckMonths(faults);
        if (faults.Count > 0)
        {
#pragma warning disable MA0015 // The faults are in properties and there may be several; the message names each.
            throw new ArgumentException(
                "Simulation options out of range: " + string.Join("; ", faults)
            );
#pragma warning restore MA0015
        }
    }

    private void CheckMonths(List<string> faults)
    {
        if (MonthFactors.IsDefault || MonthFactors.Length != 12)
        {
            faults.Add($"{nameof(MonthFactors)} must have 12 numbers, January to December");
            return;
        }
        foreach (var factor in MonthFactors)
            Check(faults, nameof(MonthFactors), factor, 0.01, 100);
    }

    private static void Check(
        List<string> faults,
        string name,
        double value,
        double low,
        double high
    )
    {
        // Written so that NaN is a fault.
        if (!(value >= low && value <= high))
            faults.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is {value}; allowed is {low} to {high}"
                )
            );
    }
}
