using System.CommandLine;
using ClvPredict.Features;

namespace ClvPredict.Cli.Verbs;

/// <summary>The options of clv features, and which of them go together.</summary>
internal sealed class FeaturesOptions
{
    private readonly Option<string?> _file = new("--out")
    {
        Description = "Features, one row a customer (.csv or .parquet).",
    };

    public OrderInput Orders { get; } = new();

    public CustomerInput Known { get; } = new();

    public MemoryInput Memory { get; } = new();

    public Option<DateOnly?> AsOf { get; } =
        CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );

    public Option<string?> Model { get; } =
        new("--model")
        {
            Description =
                "Write customer_id and exactly the columns that this zip's ML.NET chain takes.",
        };

    public Option<Horizon?> Outcomes { get; } =
        new("--outcomes")
        {
            Description =
                "Add what came of it in this time from the as-of day on (such as 180d): columns holdout_value, holdout_orders and churned, to train a model of your own on.",
            CustomParser = result => CommonOptions.ParseHorizon(result),
        };

    public Option<bool> Describe { get; } =
        new("--describe")
        {
            Description = "Print the table of all features instead (docs/features.md).",
        };

    public Option<int> Threads { get; } = CommonOptions.Threads();

    public void AddTo(Command verb)
    {
        Orders.AddTo(verb, optional: true);
        Known.AddTo(verb);
        foreach (Option option in new Option[] { _file, AsOf, Model, Outcomes, Describe })
            verb.Add(option);
        Memory.AddTo(verb);
        verb.Add(Threads);
    }

    /// <summary>The file to write.</summary>
    /// <exception cref="UsageException">None is named, or its kind or folder is none.</exception>
    public string OutputPath(ParseResult parse) =>
        OutputFiles.RequireTable(
            parse.GetValue(_file)
                ?? throw new UsageException(
                    "--out FILE.csv or FILE.parquet says where to write the features."
                )
        );

    /// <summary>Refuses options that have no use together.</summary>
    /// <exception cref="UsageException">There are some.</exception>
    public void Check(ParseResult parse)
    {
        if (parse.GetValue(Outcomes) is not null && parse.GetValue(AsOf) is null)
            throw new UsageException(
                "--outcomes needs --as-of: the day on which the features end and the outcomes begin."
            );
        if (Memory.IsGiven(parse) && Known.IsGiven(parse))
            throw new UsageException(
                "--memory has no use for --customers and --events: they are held in memory. Take shards (--shard i/n) instead."
            );
    }
}
