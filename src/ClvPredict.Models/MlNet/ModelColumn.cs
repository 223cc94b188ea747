namespace ClvPredict.Models.MlNet;

/// <summary>A column that a model takes or makes.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Width">Length of a vector, number of values of a key; 1 otherwise.</param>
public sealed record ModelColumn(string Name, ColumnKind Kind, int Width = 1)
{
    /// <summary>The type that a schema gives the column.</summary>
    internal ColumnType SchemaType =>
        Kind switch
        {
            ColumnKind.Text => ColumnType.Text,
            ColumnKind.Vector => ColumnType.Vector(Width),
            _ => ColumnType.Number,
        };
}
