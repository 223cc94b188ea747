using System.CommandLine;
using System.Globalization;
using ClvPredict.Cli.Verbs;
using ClvPredict.Data;
using ClvPredict.Features;

namespace ClvPredict.Cli;

/// <summary>The options that name files about customers besides their orders, the same on every verb that takes them.</summary>
internal sealed class CustomerInput
{
    private readonly Option<string?> _customers = new("--customers")
    {
        Description =
            "Attributes, one row a customer (CSV or .parquet): customer_id and columns of any name; with as_of, rows count from that day on.",
    };
    private readonly Option<string?> _events = new("--events")
    {
        Description =
            "Events such as visits, carts or complaints (CSV or .parquet): customer_id, time, type, and perhaps value.",
    };

    public void AddTo(Command verb)
    {
        verb.Add(_customers);
        verb.Add(_events);
    }

    /// <summary>Whether a file is named.</summary>
    public bool IsGiven(ParseResult parse) =>
        (parse.GetValue(_customers) ?? parse.GetValue(_events)) is not null;

    /// <summary>The orders with what the options name.</summary>
    public Histories Add(
        ParseResult parse,
        Histories orders,
        Output output,
        CancellationToken cancellationToken
    )
    {
        CustomerAttributes? attributes = null;
        CustomerEvents? events = null;
        var ids = orders.Customers.CustomerIds;
        if (parse.GetValue(_customers) is { } customerFile)
        {
            attributes = CustomerAttributes.Read(customerFile, ids, cancellationToken);
            output.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{customerFile}: {attributes.KnownDays.Length:N0} rows of customers with orders, {attributes.RowsOfOthers:N0} of others"
                )
            );
        }
        if (parse.GetValue(_events) is { } eventFile)
        {
            events = CustomerEvents.Read(eventFile, ids, cancellationToken);
            output.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{eventFile}: {events.Days.Length:N0} events of customers with orders, {events.EventsOfOthers:N0} of others"
                )
            );
        }
        return orders with { Data = orders.Data with { Attributes = attributes, Events = events } };
    }

    /// <summary>Says what became of the columns of the files.</summary>
    public static void Report(FeatureContract contract, CustomerData data, Output output)
    {
        if (contract.Attributes is { } attributes)
        {
            var categories = attributes.Categories.Select(c =>
                $"{c.Name} ({string.Join(", ", c.Values)})"
            );
            var left = data.Attributes!.Columns.Select(c => c.Name)
                .Except(attributes.Numbers)
                .Except(attributes.Categories.Select(c => c.Name));
            output.Report(
                $"attributes: numbers {List(attributes.Numbers)}; texts {List(categories)}; left out {List(left)}"
            );
        }
        if (contract.Events is { } events)
            output.Report(
                $"events: {List(events.Types)}; left together as one {List(data.Events!.Types.Except(events.Types))}"
            );
    }

    private static string List(IEnumerable<string> names)
    {
        var text = string.Join(", ", names);
        return text.Length == 0 ? "none" : text;
    }
}
