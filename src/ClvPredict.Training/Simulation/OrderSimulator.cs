using System.Collections.Immutable;

namespace ClvPredict.Training.Simulation;

/// <summary>
/// Simulates the order log of a shop from a generative model with known parameters, and writes the truth about each
/// customer beside it, so that predictions can be held against the true expectation. docs/simulator.md states the
/// model. The same options give the same bytes on every machine.
/// </summary>
/// <remarks>
/// Nothing is kept between calls: each method simulates the customers it writes, one at a time.
/// </remarks>
public sealed class OrderSimulator
{
    private const int StepsPerCancellationCheck = 1_024;

    private readonly SimulationOptions _options;
    private readonly ShopCatalogue _catalogue;
    private readonly Season _season;
    private readonly int _cutoffDay;
    private readonly int _holdoutEndDay;

    /// <summary>A simulator of the population that the options describe.</summary>
    /// <exception cref="ArgumentException">Options are out of range; the message names all of them.</exception>
    public OrderSimulator(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _catalogue = new ShopCatalogue(options.Seed);
        _cutoffDay = (options.TruthCutoff ?? options.End).DayNumber;
        _holdoutEndDay = _cutoffDay + options.TruthHorizonDays;
        var lastDay = Math.Max(options.End.DayNumber, _holdoutEndDay);
        _season = new Season(options.MonthFactors, options.Start.DayNumber, lastDay);
    }

    /// <summary>Columns of the order log, in order.</summary>
    public static ImmutableArray<string> OrderColumns { get; } =
    [
        "customer_id",
        "order_id",
        "order_date",
        "product_id",
        "category",
        "channel",
        "quantity",
        "unit_price",
        "discount",
        "amount",
    ];

    /// <summary>Columns of the truth, in order.</summary>
    public static ImmutableArray<string> TruthColumns { get; } =
    [
        "customer_id",
        "first_order_date",
        "lambda_per_week",
        "dropout_per_week",
        "lifetime_end_date",
        "mean_order_value",
        "return_propensity",
        "discount_affinity",
        "preferred_channel",
        "preferred_category",
        "cutoff",
        "horizon_days",
        "alive_at_cutoff",
        "expected_orders",
        "expected_value",
        "realised_orders",
        "realised_value",
    ];

    /// <summary>
    /// Writes the log as UTF-8 CSV with LF line ends and a header: the lines dated in [Start, End), returns included,
    /// by date, customer, order and line, or by customer if the options do not ask for the sort.
    /// </summary>
    /// <returns>The number of lines written, the header not counted.</returns>
    public long WriteOrders(Stream stream, CancellationToken cancellationToken)
    {
        using var csv = new SimulationCsv(stream, OrderColumns);
        return _options.SortByDate
            ? WriteSorted(csv, cancellationToken)
            : WriteByCustomer(csv, cancellationToken);
    }

    /// <summary>
    /// Writes the truth as UTF-8 CSV with LF line ends and a header, one row a customer in the order of their numbers.
    /// Fields about the holdout are empty for customers who join at or after the cutoff; the lifetime's end is empty
    /// when it lies past the log and the holdout.
    /// </summary>
    public void WriteTruth(Stream stream, CancellationToken cancellationToken)
    {
        using var csv = new SimulationCsv(stream, TruthColumns);
        var orders = NewCustomerOrders();
        for (var customer = 1; customer <= _options.Customers; customer++)
        {
            CheckCancelled(customer, cancellationToken);
            var traits = orders.Simulate(customer, _holdoutEndDay);
            csv.WriteTruth(
                customer,
                traits,
                TruthOf(traits, orders.Lines),
                _cutoffDay,
                _options.TruthHorizonDays,
                Math.Max(_options.End.DayNumber, _holdoutEndDay)
            );
        }
    }

    /// <summary>A source of the lines of single customers.</summary>
    internal CustomerOrders NewCustomerOrders() => new(_options, _catalogue, _season);

    /// <summary>The truth about the holdout, from lines that reach to its end; null for who joins at or after the cutoff.</summary>
    internal HoldoutTruth? TruthOf(CustomerTraits traits, IReadOnlyList<SimulatedLine> lines) =>
        traits.FirstOrderDay < _cutoffDay
            ? HoldoutTruth.Of(traits, lines, _season, _cutoffDay, _options.TruthHorizonDays)
            : null;

    private long WriteByCustomer(SimulationCsv csv, CancellationToken cancellationToken)
    {
        var orders = NewCustomerOrders();
        var count = 0L;
        for (var customer = 1; customer <= _options.Customers; customer++)
        {
            CheckCancelled(customer, cancellationToken);
            orders.Simulate(customer, _options.End.DayNumber);
            foreach (var line in orders.Lines)
                csv.WriteLine(line);
            count += orders.Lines.Count;
        }
        return count;
    }

    /// <summary>Sorts by counting the lines of each day; within a day they stay by customer, order and line.</summary>
    private long WriteSorted(SimulationCsv csv, CancellationToken cancellationToken)
    {
        var firstDay = _options.Start.DayNumber;
        var lines = new List<SimulatedLine>();
        var nextOfDay = new int[_options.End.DayNumber - firstDay + 1];
        var orders = NewCustomerOrders();
        for (var customer = 1; customer <= _options.Customers; customer++)
        {
            CheckCancelled(customer, cancellationToken);
            orders.Simulate(customer, _options.End.DayNumber);
            foreach (var line in orders.Lines)
            {
                lines.Add(line);
                nextOfDay[line.Day - firstDay + 1]++;
            }
        }
        for (var i = 1; i < nextOfDay.Length; i++)
            nextOfDay[i] += nextOfDay[i - 1];
        var order = new int[lines.Count];
        for (var i = 0; i < order.Length; i++)
            order[nextOfDay[lines[i].Day - firstDay]++] = i;
        for (var position = 0; position < order.Length; position++)
        {
            CheckCancelled(position, cancellationToken);
            csv.WriteLine(lines[order[position]]);
        }
        return order.Length;
    }

    private static void CheckCancelled(int step, CancellationToken cancellationToken)
    {
        if (step % StepsPerCancellationCheck == 1)
            cancellationToken.ThrowIfCancellationRequested();
    }
}
