using System.Runtime.InteropServices;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Training.Btyd;

namespace ClvPredict.Training.Stack;

/// <summary>
/// <see cref="PriorStatistics"/> of any number of customers in bounded memory. Customers with as many purchase days whose last purchase and
/// age fall into the same weeks are one cell, as are customers with as many purchase days whose spend a day differs by less than
/// 3 %; a cell stands for its customers with their mean, so what it leaves out is of second order in its width. Sums are whole numbers: nothing
/// depends on the order in which customers and cells are added.
/// </summary>
internal sealed class PriorCells(DateOnly cutoff)
{
    private const int DaysPerCell = 7;
    private const double CellsPerLog = 32;

    // Logs are added up in units of 2^-30.
    private const double LogUnit = 1 << 30;

    private readonly Dictionary<(int Days, int Recency, int Age), Cell> _purchases = [];
    private readonly Dictionary<(int Days, int LogMean), Cell> _spend = [];
    private long _customers;
    private long _repeats;
    private long _ageDays;
    private long _grossMinor;
    private long _returnsMinor;

    /// <summary>Adds a customer.</summary>
    public void Add(in CustomerFacts facts)
    {
        if (facts.PurchaseDays == 0)
            return;
        var recency = facts.LastDay - facts.FirstDay;
        var age = cutoff.DayNumber - 1 - facts.FirstDay;
        _customers++;
        _repeats += facts.PurchaseDays - 1;
        _ageDays += age;
        _grossMinor += facts.GrossMinor;
        _returnsMinor += facts.ReturnsMinor;
        CellOf(_purchases, (facts.PurchaseDays, recency / DaysPerCell, age / DaysPerCell))
            .Add(new Cell(1, recency, age));
        if (facts.GrossMinor <= 0)
            return;
        var log = Math.Log(Money.ToUnits(facts.GrossMinor) / facts.PurchaseDays);
        CellOf(_spend, (facts.PurchaseDays, (int)Math.Floor(log * CellsPerLog)))
            .Add(new Cell(1, facts.GrossMinor, (long)Math.Round(log * LogUnit)));
    }

    /// <summary>Adds other customers.</summary>
    public void Add(PriorCells others)
    {
        _customers += others._customers;
        _repeats += others._repeats;
        _ageDays += others._ageDays;
        _grossMinor += others._grossMinor;
        _returnsMinor += others._returnsMinor;
        foreach (var (key, cell) in others._purchases)
            CellOf(_purchases, key).Add(cell);
        foreach (var (key, cell) in others._spend)
            CellOf(_spend, key).Add(cell);
    }

    /// <summary>The statistics of all that were added.</summary>
    public PriorStatistics ToStatistics()
    {
        var purchases = _purchases
            .Select(p => new CustomerRuns.Row(
                p.Key.Days - 1,
                p.Value.First / 7.0 / p.Value.Customers,
                p.Value.Second / 7.0 / p.Value.Customers,
                p.Value.Customers
            ))
            .ToArray();
        var spend = _spend
            .OrderBy(p => p.Key)
            .Select(p => new CustomerRuns.Row(
                p.Key.Days,
                Money.ToUnits(p.Value.First) / p.Value.Customers,
                p.Value.Second / LogUnit / p.Value.Customers,
                p.Value.Customers
            ))
            .ToArray();
        var (withValue, means) = (0.0, 0.0);
        foreach (var row in spend)
        {
            withValue += row.Weight;
            means += row.Weight * row.First / row.Count;
        }
        return new PriorStatistics
        {
            Customers = checked((int)_customers),
            Purchases = new PurchaseProblem(
                purchases,
                checked((int)_customers),
                _repeats,
                _ageDays / 7.0
            ),
            Spend = (spend, means / withValue),
            RepeatOrders = _repeats,
            Weeks = _ageDays / 7.0,
            Gross = Money.ToUnits(_grossMinor),
            Returns = Money.ToUnits(-_returnsMinor),
        };
    }

    private static ref Cell CellOf<TKey>(Dictionary<TKey, Cell> cells, TKey key)
        where TKey : notnull => ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);

    /// <summary>Number of customers, and sums of two numbers over them.</summary>
    private record struct Cell(long Customers, long First, long Second)
    {
        public void Add(Cell other) =>
            this = new Cell(
                Customers + other.Customers,
                First + other.First,
                Second + other.Second
            );
    }
}
