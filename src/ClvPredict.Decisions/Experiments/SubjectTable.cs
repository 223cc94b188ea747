using System.Collections.Immutable;
using System.Globalization;
using ClvPredict.Data;

namespace ClvPredict.Decisions.Experiments;

/// <summary>The customers of a table with a column customer_id, CSV or Parquet: scores, targets, or an assignment.</summary>
public sealed record SubjectTable
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The customers in file order, each id once; the stratum is the column stratum, or value_tier.</summary>
    public required ImmutableArray<ExperimentSubject> Subjects { get; init; }

    /// <summary>Churn probability of each customer; NaN where the file has none.</summary>
    public required ImmutableArray<double> ChurnProbability { get; init; }

    /// <summary>Whether each customer is treated (true) or held out; empty where the file has no column group.</summary>
    public required ImmutableArray<bool> Treated { get; init; }

    /// <summary>What each customer did, from the column outcome or net_value; NaN where the file has none.</summary>
    public required ImmutableArray<double> Outcomes { get; init; }

    /// <summary>The as-of day of the scores; null where the file has none or several.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The horizon of the scores, such as 180d; empty where the file has none or several.</summary>
    public string Horizon { get; init; } = "";

    /// <summary>Reads a file.</summary>
    /// <exception cref="OrderDataException">The file cannot be read, has no customers, no column customer_id, an id twice, or a value that is no number
    /// or no group.</exception>
    public static SubjectTable Read(string path)
    {
        using var table = CustomerTable.Open(path);
        var rows = table.Rows;
        var stratum = rows.Find("stratum") ?? rows.Find("value_tier");
        var (clv, churn) = (rows.Find("predicted_clv"), rows.Find("churn_probability"));
        var outcome = rows.Find("outcome") ?? rows.Find("net_value");
        var group = rows.Find("group");
        var (asOf, horizon) = (
            new OneValue(rows.Find("as_of")),
            new OneValue(rows.Find("horizon"))
        );
        var subjects = ImmutableArray.CreateBuilder<ExperimentSubject>();
        var (churns, outcomes) = (
            ImmutableArray.CreateBuilder<double>(),
            ImmutableArray.CreateBuilder<double>()
        );
        var treated = ImmutableArray.CreateBuilder<bool>();
        while (table.Next())
        {
            subjects.Add(
                new ExperimentSubject(
                    table.CustomerId,
                    stratum is { } s ? rows.Text(s) : "",
                    Number(rows, clv)
                )
            );
            churns.Add(Number(rows, churn));
            outcomes.Add(Number(rows, outcome));
            if (group is { } g)
                treated.Add(IsTreated(rows.Text(g), rows.Place));
            asOf.Add(rows);
            horizon.Add(rows);
        }
        return new SubjectTable
        {
            Path = path,
            Subjects = subjects.ToImmutable(),
            ChurnProbability = churns.ToImmutable(),
            Treated = treated.ToImmutable(),
            Outcomes = outcomes.ToImmutable(),
            AsOf = DateOnly.TryParseExact(
                asOf.Text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null,
            Horizon = horizon.Text,
        };
    }

    /// <summary>The groups; every customer has one.</summary>
    /// <exception cref="OrderDataException">The file has no column group, or no customer.</exception>
    public ImmutableArray<bool> RequireGroups() =>
        Treated.IsEmpty
            ? throw new OrderDataException(
                $"{Path} has no customers with a column group (treatment or control); clv experiment assign writes one."
            )
            : Treated;

    /// <summary>What each customer did; every customer has a number.</summary>
    /// <exception cref="OrderDataException">The file has no column outcome or net_value, or a row without.</exception>
    public ImmutableArray<double> RequireOutcomes()
    {
        for (var row = 0; row < Outcomes.Length; row++)
        {
            if (!double.IsFinite(Outcomes[row]))
                throw new OrderDataException(
                    $"{Path}, row {row + 1}: there is no outcome (column outcome or net_value); a customer who bought nothing has 0."
                );
        }
        return Outcomes;
    }

    private static bool IsTreated(string group, string place) =>
        group switch
        {
            ExperimentAssignment.Treatment => true,
            ExperimentAssignment.Control => false,
            _ => throw new OrderDataException(
                $"{place}: group is \"{(group.Length > 80 ? group[..80] : group)}\"; it must be {ExperimentAssignment.Treatment} or {ExperimentAssignment.Control}."
            ),
        };

    private static double Number(TableReader rows, int? column) =>
        column is { } c ? rows.Number(c) : double.NaN;

    /// <summary>The text that a column has in every row; empty without a column, or when rows differ.</summary>
    private sealed class OneValue(int? column)
    {
        private string? _first;
        private bool _differs;

        public string Text => _differs ? "" : _first ?? "";

        public void Add(TableReader rows)
        {
            if (column is not { } c)
                return;
            var text = rows.Text(c);
            _first ??= text;
            _differs |= text != _first;
        }
    }
}
