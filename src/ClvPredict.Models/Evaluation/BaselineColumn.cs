namespace ClvPredict.Models.Evaluation;

/// <summary>What a baseline says about every customer.</summary>
/// <param name="Name">Short name, snake_case, unique: the <c>x</c> of the columns <c>baseline_x</c> and <c>rank_x</c>.</param>
/// <param name="Title">What people read, for example "past spend".</param>
/// <param name="Kind">Whether the numbers are money or only rank.</param>
/// <param name="Numbers">Per customer: the prediction or score, finite.</param>
public sealed record BaselineColumn(
    string Name,
    string Title,
    BaselineKind Kind,
    ReadOnlyMemory<double> Numbers
);
