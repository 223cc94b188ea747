using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Scoring.Parts;

namespace ClvPredict.Cli.Verbs;

/// <summary>The options of clv score, and which of them go together.</summary>
internal sealed class ScoreOptions
{
    private readonly EconomicsSettings _economics = new();
    private readonly TierSettings _tiers = new();
    private readonly Option<string> _file = new("--out")
    {
        Description =
            "Scores, one row a customer (.csv or .parquet); with --sorted also - for CSV on standard output, without what depends on all customers.",
        Required = true,
    };
    private readonly Option<string?> _targets = new("--targets")
    {
        Description = "Retention list, most profitable first (.csv or .parquet).",
    };
    private readonly Option<string?> _list = new("--list")
    {
        Description =
            "Customers whose total, with its range, is printed too: a CSV with a column customer_id.",
    };

    public OrderInput Orders { get; } = new();

    public CustomerInput Known { get; } = new();

    public MemoryInput Memory { get; } = new();

    public ReportOption Report { get; } = new();

    public Option<string> Model { get; } =
        new("--model")
        {
            Description =
                "Model zip made by clv train, or by ML.NET on the columns of clv features (docs/mlnet.md).",
            Required = true,
        };

    public Option<bool> Sorted { get; } =
        new("--sorted")
        {
            Description =
                "The lines are sorted by customer_id, by bytes or as numbers (a database is asked to sort): score them as they arrive, in memory that does not grow with them. Needs --as-of.",
        };

    public Option<DateOnly?> AsOf { get; } =
        CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );

    public Option<double> Range { get; } = CommonOptions.Range();

    public Option<int> Threads { get; } = CommonOptions.Threads();

    public Option<bool> Json { get; } = CommonOptions.Json();

    public void AddTo(Command verb)
    {
        verb.Add(Model);
        verb.Add(_file);
        verb.Add(_targets);
        verb.Add(_list);
        Orders.AddTo(verb);
        Known.AddTo(verb);
        _economics.AddTo(verb);
        _tiers.AddTo(verb);
        Report.AddTo(verb);
        verb.Add(Sorted);
        Memory.AddTo(verb);
        verb.Add(Range);
        verb.Add(AsOf);
        verb.Add(Threads);
        verb.Add(Json);
    }

    /// <summary>Whether rows go to standard output.</summary>
    public bool IsStream(ParseResult parse) =>
        parse.GetValue(Sorted) && parse.GetValue(_file) == SortedScoring.StandardOutput;

    /// <summary>The score file.</summary>
    /// <exception cref="UsageException">Its kind or folder is none, or another output is the same file.</exception>
    public string OutputPath(ParseResult parse)
    {
        var path = IsStream(parse)
            ? parse.GetValue(_file)!
            : OutputFiles.RequireTable(parse.GetValue(_file)!);
        OutputFiles.RequireDistinct(path, parse.GetValue(_targets), Report.Path(parse));
        return path;
    }

    /// <summary>What to write of all customers together.</summary>
    public ScoreOutput Wanted(ParseResult parse, string path) =>
        new()
        {
            ScoresPath = path,
            TargetsPath = parse.GetValue(_targets) is { } targets
                ? OutputFiles.RequireTable(targets)
                : null,
            Economics = _economics.Read(parse, Orders.Config(parse)),
            Tiers = _tiers.Read(parse),
            Listed = parse.GetValue(_list) is { } ids ? [.. Ids(ids)] : null,
        };

    /// <summary>Refuses options that have no use together, whatever the model.</summary>
    /// <exception cref="UsageException">There are some.</exception>
    public void Check(ParseResult parse)
    {
        var isSorted = parse.GetValue(Sorted);
        var shard = Orders.Shard(parse);
        if ((Memory.IsGiven(parse) || isSorted) && Known.IsGiven(parse))
            throw new UsageException(
                "--memory and --sorted have no use for --customers and --events: they are held in memory. Score in shards (--shard i/n) instead."
            );
        if (
            (Memory.IsGiven(parse) || isSorted || shard is not null)
            && Report.Path(parse) is not null
        )
            throw new UsageException(
                "--memory, --shard and --sorted have no use for --report, which looks at all customers at once: make it with clv report."
            );
        if (isSorted && parse.GetValue(AsOf) is null)
            throw new UsageException(
                "--sorted needs --as-of: customers are scored before the last day of the orders is known."
            );
        if (IsStream(parse) && LooksAtAll(parse))
            throw new UsageException(
                "--out - has no use for costs, --budget, tiers, --targets and --list, which look at all customers: name a file."
            );
        if (
            shard is not null
            && !IsStream(parse)
            && (parse.GetValue(AsOf) is null || LooksAtAll(parse))
        )
            throw new UsageException(
                "--shard needs --as-of, the same for all shards. Costs, --budget, tiers, --targets and --list look at all customers: give them to clv merge."
            );
    }

    /// <summary>Refuses options that an ML.NET model on features has no use for.</summary>
    /// <exception cref="UsageException">There are some.</exception>
    public void CheckForFeatureModel(ParseResult parse)
    {
        if ((parse.GetValue(_targets) ?? parse.GetValue(_list) ?? Report.Path(parse)) is not null)
            throw new UsageException(
                "--targets, --list and --report need the probability of being alive and ranges, which an ML.NET model on features does not have."
            );
        if (_economics.IsGiven(parse) || CommonOptions.IsGiven(parse, Range))
            throw new UsageException(
                "--range and the costs of an offer have no use with an ML.NET model on features: its score file has no ranges and no targets."
            );
        if (_tiers.IsGiven(parse))
            throw new UsageException(
                "--tier-by, --tier-top and --tier-middle have no use with an ML.NET model on features: its tiers are shares of the customers."
            );
        if (Memory.IsGiven(parse) || parse.GetValue(Sorted) || Orders.Shard(parse) is not null)
            throw new UsageException(
                "--memory, --shard and --sorted need a model of clv train: what an ML.NET model on features takes depends on all customers."
            );
    }

    private bool LooksAtAll(ParseResult parse) =>
        (parse.GetValue(_targets) ?? parse.GetValue(_list)) is not null
        || _economics.IsGiven(parse)
        || _tiers.IsGiven(parse);

    private static IEnumerable<string> Ids(string path)
    {
        var table = CsvTable.Read(path);
        var column = table.IndexOf("customer_id");
        if (column < 0)
            throw new OrderDataException(
                $"{path} has no column customer_id; it has {string.Join(", ", table.Columns)}."
            );
        for (var row = 0; row < table.RowCount; row++)
            yield return table[row, column];
    }
}
