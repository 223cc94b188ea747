using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Features.Sampling;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>The orders to train on: those of all customers, or of a sample where the command bounds it or the memory.</summary>
internal sealed class TrainingSample(OrderInput input)
{
    /// <summary>Customers in the sample of a command that names a bound of memory and no number.</summary>
    private const int DefaultCustomers = 100_000;

    // Measured at seven lines a customer and cutoffs over four years, beside what the process takes anyway.
    private const long BytesPerCustomer = 8 << 10;
    private const long BytesBesideCustomers = 160L << 20;

    private readonly MemoryInput _memory = new();
    private readonly Option<int?> _customers = new("--sample")
    {
        Description =
            $"Train on so many customers, drawn by a hash of their ids, the same share of each stratum of spend; the prior is fitted to all (docs/scale.md). Default: all customers, with --memory {DefaultCustomers}.",
        HelpName = "CUSTOMERS",
        CustomParser = Count,
    };

    public void AddTo(Command verb)
    {
        verb.Add(_customers);
        _memory.AddTo(verb);
    }

    /// <summary>Whether the command asks for a sample.</summary>
    public bool IsGiven(ParseResult parse) =>
        _memory.IsGiven(parse) || parse.GetValue(_customers) is not null;

    /// <summary>Reads the orders, and draws the sample where one is asked for.</summary>
    public TrainingOrders Read(
        ParseResult parse,
        TrainingOptions options,
        string outputPath,
        DateOnly? asOf,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var spill = _memory.Read(parse, outputPath);
        if (!IsGiven(parse))
        {
            var log = input.Read(parse, output, outputPath, cancellationToken, asOf);
            return new TrainingOrders(Histories.Of(log, asOf, output, cancellationToken), null);
        }
        var parts = spill is null
            ? new OrderParts(input.Read(parse, output, outputPath, cancellationToken, asOf))
            : input.ReadParts(parse, output, outputPath, spill, cancellationToken, asOf);
        try
        {
            var orders = Draw(
                parts,
                parse.GetValue(_customers) ?? DefaultCustomers,
                isBounded: spill is not null,
                options,
                asOf,
                output,
                cancellationToken
            );
            RequireRoom(orders.Customers.CustomerCount, spill);
            return new TrainingOrders(orders, parts);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    private static int? Count(ArgumentResult result)
    {
        if (
            int.TryParse(
                result.Tokens[0].Value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var customers
            )
            && customers > 0
        )
            return customers;
        result.AddError(
            $"--sample takes a number of customers of at least 1, not \"{result.Tokens[0].Value}\"."
        );
        return null;
    }

    private static void RequireRoom(int customers, SpillOptions? spill)
    {
        if (spill is null)
            return;
        var room = (spill.MemoryBytes - BytesBesideCustomers) / BytesPerCustomer / 1000 * 1000;
        if (customers > room)
            throw new UsageException(
                FormattableString.Invariant(
                    $"The memory has room to train on some {room:N0} customers, not on {customers:N0}: --sample {room}, or about {Megabytes(customers):N0} MB of --memory."
                )
            );
    }

    private static long Megabytes(int customers) =>
        ((customers * BytesPerCustomer) + BytesBesideCustomers) >> 20;

    private static Histories Draw(
        OrderParts parts,
        int customers,
        bool isBounded,
        TrainingOptions options,
        DateOnly? asOf,
        Output output,
        CancellationToken cancellationToken
    )
    {
        var day = asOf ?? parts.LastDay.AddDays(1);
        Histories.RequireBefore(parts.FirstDay, day);
        output.Report(FormattableString.Invariant($"drawing {customers:N0} customers"));
        var data = CustomerSample.Draw(
            parts,
            day,
            customers,
            options.ValueBasis,
            options.Seed,
            options.Threads,
            cancellationToken
        );
        var report = parts.Report();
        if (isBounded)
            OrderInput.Report(report, output);
        if (data.Population is { } all)
        {
            Histories.ReportLate(all.LateLines, day, output);
            output.Report(
                FormattableString.Invariant(
                    $"{all.Summary.Drawn:N0} of {all.Summary.Customers:N0} customers drawn"
                )
            );
        }
        else
        {
            Histories.ReportLate(data.Histories.CountLate(day), day, output);
            output.Report(
                FormattableString.Invariant(
                    $"all {data.Histories.CustomerCount:N0} customers drawn: there are no more"
                )
            );
        }
        return new Histories(new OrderLog(data.Histories.Lines, report), data.Histories, day)
        {
            Data = data,
        };
    }
}
