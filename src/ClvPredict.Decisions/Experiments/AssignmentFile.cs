using System.Collections.Immutable;
using ClvPredict.Data;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Decisions.Experiments;

/// <summary>Writes who is treated and who is held out; the columns are described in docs/experiments.md.</summary>
public static class AssignmentFile
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", Text),
        new("group", Text),
        new("stratum", Text),
        new("predicted_clv", Number64),
        new("as_of", Day),
        new("horizon", Text),
    ];

    /// <summary>Writes the customers in their order.</summary>
    /// <param name="subjects">The customers.</param>
    /// <param name="control">Per customer whether it is held out.</param>
    /// <param name="path">The file; .parquet is written as Parquet, everything else as CSV.</param>
    public static void Write(SubjectTable subjects, ImmutableArray<bool> control, string path)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                for (var i = 0; i < subjects.Subjects.Length; i++)
                {
                    var subject = subjects.Subjects[i];
                    table.Text(subject.CustomerId);
                    table.Text(
                        control[i] ? ExperimentAssignment.Control : ExperimentAssignment.Treatment
                    );
                    table.Text(subject.Stratum);
                    table.Number(subject.PredictedClv);
                    table.Day(subjects.AsOf);
                    table.Text(subjects.Horizon);
                    table.EndRow();
                }
            }
        );
    }
}
