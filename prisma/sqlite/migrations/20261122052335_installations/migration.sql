-- CreateTable
CREATE TABLE "Installation" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "installedAt" DATETIME NOT NULL,
    "claimedUntil" DATETIME,

    PRIMARY KEY ("platform", "externalId")
);
