using System.Collections.Immutable;
using System.CommandLine;
using ClvPredict.Cli.Verbs;
using ClvPredict.Data;
using ClvPredict.Data.Sql;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Cli;

/// <summary>The ORDERS argument and the options that say how to read it, the same on every verb that takes orders.</summary>
internal sealed class OrderInput
{
    private readonly Argument<string[]> _orders = new("ORDERS")
    {
        Description =
            "Order lines: CSV files (also .gz), Parquet files (*.parquet), folders of them (also partitioned, key=value), globs, - for CSV on standard input, or one database: postgres://user@host/db?table=orders, clickhouse://…, sqlite:path?table=orders.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string[]> _map = new("--map")
    {
        Description =
            "Which column plays a role: role=column, such as customer_id=buyer. Repeatable.",
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "role=column",
    };
    private readonly Option<string?> _separator = new("--separator")
    {
        Description = "Field separator: one character, or tab. Default: detected.",
    };
    private readonly Option<string?> _dateFormat = new("--date-format")
    {
        Description =
            "dmy, mdy or an exact pattern such as \"dd.MM.yyyy HH:mm\". Default: decided for the whole input.",
    };
    private readonly Option<string?> _decimal = new("--decimal")
    {
        Description =
            "Decimal separator of amounts: point or comma. Default: decided for the whole input.",
    };
    private readonly Option<string> _value = new("--value")
    {
        Description =
            "money: the amounts count. orders: every purchase day is worth 1, for logs without money.",
        DefaultValueFactory = _ => "money",
    };
    private readonly Option<double> _maxReject = new("--max-reject")
    {
        Description =
            "Share of the lines that may be unusable before the command stops with exit code 3.",
        DefaultValueFactory = _ => new OrderReadOptions().MaxRejectShare,
        CustomParser = r => CommonOptions.Fraction(r, includeZero: true),
    };
    private readonly Option<string?> _rejects = new("--rejects")
    {
        Description =
            "File for unusable lines, with line and reason. Default: beside the output, where there is one.",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description =
            "What the shop states about its money (margin, costs, campaigns, columns …); clv config init writes one to start from. Options win over it.",
        HelpName = "clv.json",
    };
    private readonly OrderMeaning _meaning = new();
    private readonly Option<string?> _query = new("--query")
    {
        Description = "Query to read instead of a table; databases only.",
    };
    private readonly Option<string?> _shard = new("--shard")
    {
        Description =
            "Use only shard i of n of the customers, such as 2/8; in a database a predicate of the query.",
        HelpName = "i/n",
    };
    private readonly Option<DateOnly?> _from = CommonOptions.Date(
        "--from",
        "Use only lines of this day and later; in a database a predicate of the query."
    );
    private readonly Option<DateOnly?> _before = CommonOptions.Date(
        "--before",
        "Use only lines before this day; --as-of is such a bound too."
    );

    /// <summary>Adds the argument and the options to a verb; <paramref name="optional"/> where it can do without orders.</summary>
    public void AddTo(Command verb, bool optional = false)
    {
        if (optional)
            _orders.Arity = ArgumentArity.ZeroOrMore;
        _value.AcceptOnlyFromAmong("money", "orders");
        _decimal.AcceptOnlyFromAmong("point", "comma");
        verb.Add(_orders);
        foreach (
            Option option in new Option[]
            {
                _config,
                _map,
                _separator,
                _dateFormat,
                _decimal,
                _value,
                _maxReject,
                _rejects,
                _query,
                _shard,
                _from,
                _before,
            }
        )
            verb.Add(option);
        _meaning.AddTo(verb);
    }

    /// <summary>The first day used; null without.</summary>
    public DateOnly? From(ParseResult parse) => parse.GetValue(_from);

    /// <summary>Whether orders are named; for verbs that can do without.</summary>
    public bool HasOrders(ParseResult parse) => parse.GetValue(_orders) is { Length: > 0 };

    /// <summary>What a purchase is worth.</summary>
    public ValueBasis ValueBasis(ParseResult parse) =>
        parse.GetValue(_value) == "orders" ? Features.ValueBasis.Orders : Features.ValueBasis.Money;

    /// <summary>Refuses --value orders with a model of money, which would take every order for one of amount 0. A model of
    /// purchase days counts those of orders with amounts, too.</summary>
    public void CheckBasis(ParseResult parse, ModelManifest manifest)
    {
        if (
            ValueBasis(parse) == Features.ValueBasis.Orders
            && manifest.ValueBasis == Features.ValueBasis.Money
        )
            throw new UsageException(
                "--value orders: the model predicts money. Leave it out, or take a model trained with --value orders."
            );
    }

    /// <summary>The config that the command names; an empty one without.</summary>
    /// <exception cref="ShopConfigException">It has faults.</exception>
    public ShopConfig Config(ParseResult parse) =>
        parse.GetValue(_config) is { } path ? ShopConfig.Read(path) : new ShopConfig();

    /// <summary>Reads the orders in parts, for commands that bound their memory; the rest as <see cref="Read"/>.</summary>
    public OrderParts ReadParts(
        ParseResult parse,
        Output output,
        string? outputPath,
        SpillOptions spill,
        CancellationToken cancellationToken,
        DateOnly? asOf = null
    ) =>
        Read(
            parse,
            output,
            outputPath,
            asOf,
            (sources, options, sql) =>
                sql is null
                    ? OrderReader.ReadParts(
                        sources,
                        options,
                        spill with
                        {
                            Predicted = need => Report(need, output),
                        },
                        ct: cancellationToken
                    )
                    : SqlOrderSource.ReadParts(
                        sources[0],
                        options,
                        sql,
                        spill,
                        ct: cancellationToken
                    )
        );

    /// <summary>Reads the orders, sorted by customer, as they come; the rest as <see cref="Read"/>.</summary>
    public SortedOrders ReadSorted(
        ParseResult parse,
        Output output,
        string? outputPath,
        DateOnly asOf,
        CancellationToken cancellationToken
    ) =>
        Read(
            parse,
            output,
            outputPath,
            asOf,
            (sources, options, sql) =>
                sql is null
                    ? OrderReader.ReadSorted(sources, options, ct: cancellationToken)
                    : SqlOrderSource.ReadSorted(sources[0], options, sql, ct: cancellationToken)
        );

    /// <summary>The part of the customers that is asked for; null for all.</summary>
    /// <exception cref="UsageException">The text is no part.</exception>
    public CustomerShard? Shard(ParseResult parse)
    {
        try
        {
            return parse.GetValue(_shard) is { } shard ? CustomerShard.Parse(shard) : null;
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    /// <summary>Says what became of the lines.</summary>
    public static void Report(IngestReport report, Output output) =>
        output.Report(
            FormattableString.Invariant(
                $"{report.LinesUsed:N0} of {report.LinesRead:N0} lines used, {report.LinesWithoutCustomer:N0} without customer, {report.LinesRejected:N0} rejected"
            )
        );

    private static void Report(SpillNeed need, Output output) =>
        output.Report(
            FormattableString.Invariant(
                $"order lines will take {(need.IsMost ? "at most " : "")}about {Megabytes(need.Bytes)} in {need.Folder}, where {Megabytes(need.FreeBytes)} are free"
            )
        );

    private static string Megabytes(long bytes) =>
        FormattableString.Invariant($"{bytes / (double)(1 << 20):N0} MB");

    /// <summary>Reads the orders. Rejected lines go to --rejects, or beside <paramref name="outputPath"/> when there is one;
    /// lines from <paramref name="asOf"/> on are left out, since nothing is computed from them.</summary>
    public OrderLog Read(
        ParseResult parse,
        Output output,
        string? outputPath,
        CancellationToken cancellationToken,
        DateOnly? asOf = null
    )
    {
        var log = Read(
            parse,
            output,
            outputPath,
            asOf,
            (sources, options, sql) =>
                sql is null
                    ? OrderReader.Read(sources, options, ct: cancellationToken)
                    : SqlOrderSource.Read(sources[0], options, sql, ct: cancellationToken)
        );
        Report(log.Report, output);
        return log;
    }

    private T Read<T>(
        ParseResult parse,
        Output output,
        string? outputPath,
        DateOnly? asOf,
        Func<string[], OrderReadOptions, SqlReadOptions?, T> read
    )
    {
        var sources = parse.GetValue(_orders) ?? [];
        if (sources.Length == 0)
            throw new UsageException("Name the order files to read.");
        // The parser hands a misspelt option to the argument that takes any number of words.
        if (
            sources.FirstOrDefault(s => s.StartsWith("--", StringComparison.Ordinal)) is { } unknown
        )
            throw new UsageException($"{unknown} is no option of this command; see --help.");
        output.Report("reading " + string.Join(' ', sources.Select(SqlOrderSource.Redact)));
        try
        {
            var options = Options(parse, outputPath, asOf);
            return read(sources, options, Sql(parse, sources, options));
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private OrderReadOptions Options(ParseResult parse, string? outputPath, DateOnly? asOf)
    {
        var written = new OrderReadOptions
        {
            Threads = Math.Min(Environment.ProcessorCount, 64),
            Map = Config(parse).Columns.SetItems(ParseMap(parse.GetValue(_map) ?? [])),
            Separator = ParseSeparator(parse.GetValue(_separator)),
            DateFormat = parse.GetValue(_dateFormat),
            DecimalSeparator = parse.GetValue(_decimal) switch
            {
                "point" => '.',
                "comma" => ',',
                _ => null,
            },
            ValueIsOrders = ValueBasis(parse) == Features.ValueBasis.Orders,
            MaxRejectShare = parse.GetValue(_maxReject),
            RejectsPath =
                parse.GetValue(_rejects)
                ?? (outputPath is null ? null : outputPath + ".rejects.csv"),
        };
        OutputFiles.RequireDistinct(outputPath, written.RejectsPath);
        return _meaning.Apply(parse, written) with
        {
            From = parse.GetValue(_from),
            Before = Earlier(parse.GetValue(_before), asOf),
            Shard = Shard(parse),
        };
    }

    /// <summary>How to read a database; null where the sources are files.</summary>
    private SqlReadOptions? Sql(ParseResult parse, string[] sources, OrderReadOptions options)
    {
        var query = parse.GetValue(_query);
        if (!sources.Any(SqlOrderSource.IsDatabase))
            return query is null
                ? null
                : throw new UsageException("--query needs a database to read from.");
        return sources.Length == 1
            ? new SqlReadOptions { Query = query, TimeZone = options.TimeZone }
            : throw new UsageException("A database is read alone, without other sources.");
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) =>
        one is null || other < one ? other ?? one : one;

    private static ImmutableSortedDictionary<string, string> ParseMap(string[] pairs)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new UsageException($"--map takes role=column, not \"{pair}\".");
            if (!map.TryAdd(pair[..equals], pair[(equals + 1)..]))
                throw new UsageException($"--map names the role {pair[..equals]} twice.");
        }
        return map.ToImmutable();
    }

    private static char? ParseSeparator(string? text) =>
        text switch
        {
            null => null,
            "tab" or "\\t" => '\t',
            { Length: 1 } => text[0],
            _ => throw new UsageException(
                $"--separator takes one character or tab, not \"{text}\"."
            ),
        };
}
