import Ingestion

/// Headers of an invented filing in both styles.
enum HeaderFixture {
    /// Colon style, a filer with all its blocks, in a full submission.
    static let colon = """
        <SEC-DOCUMENT>0001999990-24-000031.txt : 20240703
        <SEC-HEADER>0001999990-24-000031.hdr.sgml : 20240703
        <ACCEPTANCE-DATETIME>20240703161511
        ACCESSION NUMBER:\t\t0001999990-24-000031
        CONFORMED SUBMISSION TYPE:\t8-K
        PUBLIC DOCUMENT COUNT:\t\t2
        CONFORMED PERIOD OF REPORT:\t20240701
        ITEM INFORMATION:\t\tOther Events
        ITEM INFORMATION:\t\tResults of Operations and Financial Condition
        FILED AS OF DATE:\t\t20240703
        DATE AS OF CHANGE:\t\t20240703

        FILER:

        \tCOMPANY DATA:\t
        \t\tCOMPANY CONFORMED NAME:\t\t\tQuarry Lane Instruments, Inc.
        \t\tCENTRAL INDEX KEY:\t\t\t1999990001
        \t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tINSTRUMENTS [3825]
        \t\tORGANIZATION NAME:           \t
        \t\tSTATE OF INCORPORATION:\t\t\tDE

        \tFILING VALUES:
        \t\tFORM TYPE:\t\t8-K
        \t\tSEC ACT:\t\t1934 Act
        \t\tSEC FILE NUMBER:\t001-99901
        \t\tFILM NUMBER:\t\t241100001

        \tBUSINESS ADDRESS:\t
        \t\tSTREET 1:\t\t1 QUARRY LANE
        \t\tCITY:\t\t\tDOVER

        \tFORMER COMPANY:\t
        \t\tFORMER CONFORMED NAME:\tQUARRY LANE CO
        \t\tDATE OF NAME CHANGE:\t20090115
        </SEC-HEADER>
        <DOCUMENT>
        <TYPE>EX-99
        <TEXT>
        begin 644 x
        M<SEC-HEADER>: not this
        ACCESSION NUMBER:\t\t0000000000-00-000000
        </TEXT>
        </DOCUMENT>
        """

    /// Tag style with the same content, one tag a line.
    static let tags = """
        <SUBMISSION>
        <ACCEPTANCE-DATETIME>20240703161511
        <ACCESSION-NUMBER>0001999990-24-000031
        <TYPE>8-K
        <PUBLIC-DOCUMENT-COUNT>2
        <PERIOD>20240701
        <ITEMS>2.02
        <ITEMS>8.01
        <FILING-DATE>20240703
        <DATE-OF-FILING-DATE-CHANGE>20240703
        <FILER>
        <COMPANY-DATA>
        <CONFORMED-NAME>Quarry Lane Instruments, Inc.
        <CIK>1999990001
        <ASSIGNED-SIC>3825
        <ORGANIZATION-NAME>
        <STATE-OF-INCORPORATION>DE
        </COMPANY-DATA>
        <FILING-VALUES>
        <FORM-TYPE>8-K
        <ACT>34
        <FILE-NUMBER>001-99901
        <FILM-NUMBER>241100001
        </FILING-VALUES>
        <BUSINESS-ADDRESS>
        <STREET1>1 QUARRY LANE
        <CITY>DOVER
        </BUSINESS-ADDRESS>
        <FORMER-COMPANY>
        <FORMER-CONFORMED-NAME>QUARRY LANE CO
        <DATE-CHANGED>20090115
        </FORMER-COMPANY>
        </FILER>
        <DOCUMENT>
        """

    /// A colon-style header with these lines before its parties.
    static func header(_ lines: String..., parties: String) -> String {
        let common = """
            ACCESSION NUMBER:\t\t0001999990-24-000031
            FILED AS OF DATE:\t\t20240703
            """
        return common + "\n" + lines.joined(separator: "\n") + "\n" + parties
    }

    static func party(
        _ kind: String, cik: String, name: String = "X CO", values: String = ""
    ) -> String {
        """
        \(kind):

        \tCOMPANY DATA:
        \t\tCOMPANY CONFORMED NAME:\t\(name)
        \t\tCENTRAL INDEX KEY:\t\(cik)
        \(values)

        """
    }

    static func reading(
        _ text: String, name: String = "0001999990-24-000031.txt"
    ) throws -> SourceReading {
        try EdgarHeader().read(SourceDocument(name: name, bytes: Array(text.utf8)))
    }
}
